import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../cli.config.js';
import { writeSecretFile } from './secret-file.js';

const uid = process.geteuid?.() ?? 0;

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'secret-file-'));
});

afterEach(() => rmSync(parent, { recursive: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

it('has one place for a user and a port, which only the user can look into', async () => {
  const first = await writeSecretFile(4010, 'one', { parent, uid });
  expect(readFileSync(first.path, 'utf8')).toBe('one');
  expect([modeOf(first.path), modeOf(join(first.path, '..'))]).toEqual([0o600, 0o700]);
  await first.remove();
  expect(existsSync(join(first.path, '..'))).toBe(false);

  const [again, other] = [
    await writeSecretFile(4010, 'two', { parent, uid }),
    await writeSecretFile(4011, 'three', { parent, uid }),
  ];
  expect([again.path === first.path, other.path === first.path]).toEqual([true, false]);
  expect([readFileSync(again.path, 'utf8'), readFileSync(other.path, 'utf8')]).toEqual(['two', 'three']);
});

it('takes the place of a file that a killed process left', async () => {
  const { path } = await writeSecretFile(4010, 'a long one of before', { parent, uid });
  chmodSync(path, 0o644);
  await writeSecretFile(4010, 'new', { parent, uid });
  expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['new', 0o600]);
});

/** What may lie at the directory's place. */
const OBSTACLES: readonly (readonly [what: string, make: (place: string) => void])[] = [
  ['a directory that others can look into', (place) => mkdirSync(place, { mode: 0o755 })],
  ['a directory that others can pass', (place) => mkdirSync(place, { mode: 0o711 })],
  ['a file', (place) => writeFileSync(place, '', { mode: 0o700 })],
  ['a link to a private directory', (place) => symlinkSync(mkdtempSync(join(parent, 'private-')), place)],
  ['a link to nowhere', (place) => symlinkSync(join(parent, 'nowhere'), place)],
];

it.each(OBSTACLES)('puts no secret into %s', async (_, make) => {
  const { path, remove } = await writeSecretFile(4010, 'one', { parent, uid });
  await remove();
  const place = join(path, '..');
  make(place);

  await expect(writeSecretFile(4010, 'two', { parent, uid })).rejects.toThrow(
    new CliError(
      `${place} is not a directory of yours alone (mode 0700): remove it, or choose another LOCAL_ISSUER_PORT.`,
    ),
  );
  expect(existsSync(path)).toBe(false);
});

it('puts no secret into a directory of another user', async () => {
  const place = join(parent, `portero-issuer-${uid + 1}-4010`);
  mkdirSync(place, { mode: 0o700 });
  await expect(writeSecretFile(4010, 'one', { parent, uid: uid + 1 })).rejects.toThrow(CliError);
  expect(readdirSync(place)).toEqual([]);
});
