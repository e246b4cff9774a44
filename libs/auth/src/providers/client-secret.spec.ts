import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOf } from '../../test/settings-of.js';
import { clientSecretOf } from './client-secret.js';

const CLIENT = { issuer: 'https://op.example', audience: 'api://students', clientId: 'portero' };

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-secret-'));
  file = join(folder, 'secret');
});

afterEach(() => rm(folder, { recursive: true }));

it('is the setting', async () => {
  expect(await clientSecretOf(settingsOf('oidc', { ...CLIENT, clientSecret: ' as it is ' }))()).toBe(' as it is ');
});

it.each([
  ['one line', 'current', 'current'],
  ['a line break at the end', 'current\n', 'current'],
  ['the next secret in a second line', 'current\nnext\n', 'current'],
  ['line breaks of Windows', 'current\r\nnext\r\n', 'current'],
  ['blanks around', ' current \n', 'current'],
  ['letters outside ASCII', 'corréct\n', 'corréct'],
])('is the first line of a file with %s', async (_, content, secret) => {
  await writeFile(file, content);
  expect(await clientSecretOf(settingsOf('oidc', { ...CLIENT, clientSecretFile: file }))()).toBe(secret);
});

it('is read again every time, so that a rotated one is used without a restart (F-C25)', async () => {
  await writeFile(file, 'current');
  const secret = clientSecretOf(settingsOf('oidc', { ...CLIENT, clientSecretFile: file }));
  expect(await secret()).toBe('current');
  await writeFile(file, 'next');
  expect(await secret()).toBe('next');
});

it('is a 503 with the path while its file is gone', async () => {
  await writeFile(file, 'current');
  const secret = clientSecretOf(settingsOf('oidc', { ...CLIENT, clientSecretFile: file }));
  await rm(file);
  await expect(secret()).rejects.toMatchObject({
    reason: 'client_secret_unreadable',
    status: 503,
    expected: `a secret in ${file}`,
    actual: 'it cannot be read',
    cause: { code: 'ENOENT' },
  });
});

it('is a 503 while its file is empty, as it is in the middle of a rotation', async () => {
  await writeFile(file, '\nnext');
  const secret = clientSecretOf(settingsOf('oidc', { ...CLIENT, clientSecretFile: file }));
  await expect(secret()).rejects.toMatchObject({
    reason: 'client_secret_unreadable',
    actual: 'its first line is empty',
  });
});
