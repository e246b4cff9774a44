import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type CertifiedKey, selfSigned } from '../../test/test-certificates.js';
import { Secret } from '../client-credentials/secret.js';
import { clientMaterial, credentialExpiry } from './client-material.js';

const NOON = new Date('2031-05-06T12:00:00Z');

let folder: string;
let first: CertifiedKey;
let second: CertifiedKey;

beforeAll(async () => {
  first = await selfSigned({ commonName: 'first', notAfter: NOON });
  second = await selfSigned({ commonName: 'second', notAfter: new Date('2032-05-06T12:00:00Z') });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-material-'));
});
afterEach(() => rm(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const write = (name: string, content: string) => writeFile(path(name), content);

it.each([
  ['key', 'clientKeyFile'],
  ['certificate', 'clientCertFile'],
  ['federatedToken', 'federatedTokenFile'],
] as const)('reads %s from %s again every time', async (material, setting) => {
  await write('file', ' one \n');
  const { read } = clientMaterial({ name: 'op', [setting]: path('file') });
  expect(await read(material)).toBe('one');
  await write('file', 'two');
  expect(await read(material)).toBe('two');
});

it('reads the first of two secrets, and both', async () => {
  await write('file', 'current\nnext\n');
  const { read, secrets } = clientMaterial({ name: 'op', clientSecretFile: path('file') });
  expect([await read('secret'), await secrets()]).toEqual(['current', ['current', 'next']]);
});

it('has an empty text for a certificate that is not set', async () => {
  expect(await clientMaterial({ name: 'op' }).read('certificate')).toBe('');
});

it.each([
  ['key', 'clientKeyFile', 'OIDC_CLIENT_KEY_FILE_op'],
  ['certificate', 'clientCertFile', 'OIDC_CLIENT_CERT_FILE_op'],
  ['federatedToken', 'federatedTokenFile', 'OIDC_FEDERATED_TOKEN_FILE_op'],
] as const)('is a 503 while the file of the %s is gone or empty', async (material, setting, variable) => {
  const { read } = clientMaterial({ name: 'op', [setting]: path('file') });
  const gone: unknown = await read(material).catch((error: unknown) => error);
  const refusal = { reason: 'client_secret_unreadable', status: 503, expected: `the file of ${variable}` };
  expect(gone).toMatchObject({ ...refusal, actual: 'it cannot be read (ENOENT)' });
  expect(inspect(gone, { depth: null, showHidden: true })).not.toContain(folder);
  await write('file', '\n');
  await expect(read(material)).rejects.toMatchObject({ ...refusal, actual: 'it is empty' });
});

const expiryOf = (settings: object) => {
  const all = { name: 'op', ...settings };
  return credentialExpiry(all, clientMaterial(all).read);
};

it("knows the proof's end when someone tells", async () => {
  const secret = { clientSecret: new Secret('x') };
  expect(await expiryOf(secret)).toBeUndefined();
  expect(await expiryOf({ ...secret, clientSecretExpires: NOON })).toEqual(NOON);
  await write('key', 'KEY');
  expect(await expiryOf({ clientKeyFile: path('key') })).toBeUndefined();
});

it.each([
  ['a secret', 'clientSecretFile', 'OIDC_CLIENT_SECRET_FILE_op', undefined],
  ['a secret with a declared end', 'clientSecretFile', 'OIDC_CLIENT_SECRET_FILE_op', NOON],
  ['a key', 'clientKeyFile', 'OIDC_CLIENT_KEY_FILE_op', undefined],
  ['a federated token', 'federatedTokenFile', 'OIDC_FEDERATED_TOKEN_FILE_op', undefined],
] as const)('knows no end of %s whose file is gone', async (_, setting, variable, clientSecretExpires) => {
  const settings = { [setting]: path('file'), clientSecretExpires };
  await write('file', 'material');
  expect(await expiryOf(settings)).toEqual(clientSecretExpires);
  await rm(path('file'));
  await expect(expiryOf(settings)).rejects.toMatchObject({
    reason: 'client_secret_unreadable',
    expected: `the file of ${variable}`,
    actual: 'it cannot be read (ENOENT)',
  });
});

it("tells the certificate's end as its file is now", async () => {
  await write('file', first.cert);
  const settings = { clientCertFile: path('file') };
  expect(await expiryOf(settings)).toEqual(NOON);
  await write('file', second.cert);
  expect(await expiryOf(settings)).toEqual(new Date('2032-05-06T12:00:00Z'));
  await write('file', 'CERT');
  await expect(expiryOf(settings)).rejects.toMatchObject({
    reason: 'client_secret_unreadable',
    expected: 'the file of OIDC_CLIENT_CERT_FILE_op',
    actual: 'it must hold a certificate in PEM (-----BEGIN CERTIFICATE-----)',
  });
});
