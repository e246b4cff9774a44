import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Secret } from '../client-credentials/secret.js';
import { clientSecretsOf } from './client-secret.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-secret-'));
  file = join(folder, 'secret');
});

afterEach(() => rm(folder, { recursive: true }));

const secretsOf = (settings: object) => clientSecretsOf({ name: 'op', ...settings });

it('is the setting', async () => {
  expect(await secretsOf({ clientSecret: new Secret(' as it is ') })()).toEqual([' as it is ']);
});

it.each([
  ['one line', 'current', ['current']],
  ['a line break at the end', 'current\n', ['current']],
  ['the next secret in a second line', 'current\nnext\n', ['current', 'next']],
  ['line breaks of Windows', 'current\r\nnext\r\n', ['current', 'next']],
  ['blanks around', ' current \n', ['current']],
  ['empty lines at its end', 'current\n\n\n', ['current']],
  ['letters outside ASCII', 'corréct\n', ['corréct']],
])('is in a file with %s', async (_, content, secrets) => {
  await writeFile(file, content);
  expect(await secretsOf({ clientSecretFile: file })()).toEqual(secrets);
});

it('is read again every time, so that a rotated one is used without a restart (F-C25)', async () => {
  await writeFile(file, 'current');
  const secrets = secretsOf({ clientSecretFile: file });
  expect(await secrets()).toEqual(['current']);
  await writeFile(file, 'next');
  expect(await secrets()).toEqual(['next']);
});

it('is a 503 that names the variable and not the path, while its file is gone', async () => {
  const refusal = await secretsOf({ clientSecretFile: file })().catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    reason: 'client_secret_unreadable',
    status: 503,
    expected: 'the file of OIDC_CLIENT_SECRET_FILE_op',
    actual: 'it cannot be read (ENOENT)',
  });
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toContain(folder);
});

it.each([
  ['empty, as it is in the middle of a rotation', '\n', 'its first line is empty'],
  ['short of its first line', '\nnext', 'its first line is empty'],
  ['of three lines', 'past\ncurrent\nnext', 'it has more than two lines'],
])('is a 503 while its file is %s', async (_, content, actual) => {
  await writeFile(file, content);
  const refusal: unknown = await secretsOf({ clientSecretFile: file })().catch((error: unknown) => error);
  expect(refusal).toMatchObject({ reason: 'client_secret_unreadable', status: 503, actual });
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toMatch(/past|next/);
});
