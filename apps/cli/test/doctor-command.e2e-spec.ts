import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Issuer } from '@portero/issuer';
import { portero } from './run-portero.js';
import { SECRET, SOUND, startSampleIssuer } from './sample-issuer.js';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await startSampleIssuer();
});
afterAll(() => issuer.close());

it('prints one line per check with words, as nobody looks at signs in a pipe, and ends with 0', async () => {
  const { code, out, err } = await portero(['doctor'], SOUND.oidc(issuer));

  expect([code, err]).toEqual([0, '']);
  expect(out.split('\n').map((line) => line.slice(0, line.indexOf(':')))).toEqual([
    'ok      configuration',
    'ok      oidc dns',
    'skipped oidc tls',
    'ok      oidc discovery',
    'ok      oidc endpoints',
    'ok      oidc keys',
    'ok      oidc clock',
    'ok      oidc credentials',
    'ok      oidc token',
    'ok      oidc verification',
    'skipped oidc call',
    'skipped oidc sign-in',
    '',
  ]);
  expect(out).not.toContain(SECRET);
});

it('puts the hint under a line, and ends with 1 after a fault', async () => {
  const { code, out } = await portero(['doctor', 'oidc'], { ...SOUND.oidc(issuer), OIDC_CLIENT_SECRET_oidc: 'wrong' });

  expect(code).toBe(1);
  expect(out).toMatch(
    /^fault {3}oidc token: client_refused: .*\n {8}check OIDC_CLIENT_ID_oidc and OIDC_CLIENT_SECRET_oidc/m,
  );
});

it('ends with 0 after a warning', async () => {
  const { code, out } = await portero(['doctor', '--json'], { ...SOUND.oidc(issuer), OIDC_RELAX_AUDIENCE_oidc: 'on' });

  const signs = JSON.parse(out).map(({ sign }: { sign: string }) => sign);
  expect([code, signs.includes('warning'), signs.includes('fault')]).toEqual([0, true, false]);
});

it.each([
  { args: ['doctor', 'nobody'], says: 'nobody is none of AUTH_PROVIDERS (oidc)' },
  { args: ['doctor', '--fix'], says: "unknown option '--fix'" },
  { args: ['doctor', 'oidc', 'azure'], says: 'too many arguments' },
])('ends with 2 after portero $args', async ({ args, says }) => {
  const { code, out, err } = await portero(args, SOUND.oidc(issuer));

  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(says);
});

const PORTERO = fileURLToPath(new URL('../bin/portero.js', import.meta.url));

it('ends quietly when its reader goes', async () => {
  const child = spawn(process.execPath, [PORTERO, 'doctor'], { cwd: tmpdir(), env: SOUND.oidc(issuer) });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');

  expect([code, told]).toEqual([0, '']);
});

it('ends with 130 at Ctrl-C', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const variables = { ...SOUND.oidc(issuer), OIDC_ISSUER_oidc: `http://127.0.0.1:${port}` };
  const child = spawn(process.execPath, [PORTERO, 'doctor'], { cwd: tmpdir(), env: variables });
  const exited = once(child, 'exit');
  const [connection] = await once(silent, 'connection');
  child.kill('SIGINT');

  expect(await exited).toEqual([130, null]);
  connection.destroy();
  await new Promise((resolve) => silent.close(resolve));
});
