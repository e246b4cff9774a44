import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issuer } from '@portero/issuer';
import { RSA, selfSigned } from '../../../libs/auth/test/test-certificates.js';
import { examined } from './examined.js';
import { SOUND, startSampleIssuer } from './sample-issuer.js';

const folder = mkdtempSync(join(tmpdir(), 'portero-cli-'));
let issuer: Issuer;
beforeAll(async () => {
  issuer = await startSampleIssuer();
});
afterAll(async () => {
  await issuer.close();
  rmSync(folder, { recursive: true });
});

/** Variables of an Entra client with a certificate that ends so many days ahead. */
async function withCertificate(days: number) {
  const notBefore = new Date('2020-01-01');
  const notAfter = new Date(Date.now() + days * 86_400_000);
  const { key, cert } = await selfSigned({ commonName: 'caller', algorithm: RSA, notBefore, notAfter });
  const [OIDC_CLIENT_KEY_FILE_azure, OIDC_CLIENT_CERT_FILE_azure] = ['key', 'crt'].map((name) =>
    join(folder, name),
  ) as [string, string];
  writeFileSync(OIDC_CLIENT_KEY_FILE_azure, key);
  writeFileSync(OIDC_CLIENT_CERT_FILE_azure, cert);
  const { OIDC_CLIENT_SECRET_azure: _, ...rest } = SOUND.azure(issuer);
  return { ...rest, OIDC_CLIENT_KEY_FILE_azure, OIDC_CLIENT_CERT_FILE_azure };
}

it('names an expired certificate', async () => {
  expect(await examined(await withCertificate(-1))).toContainEqual({
    check: 'configuration',
    sign: 'fault',
    message: expect.stringContaining('OIDC_CLIENT_CERT_FILE_azure has a certificate that expired on '),
    hint: expect.stringContaining(
      'make a new certificate, register it at the provider, and point OIDC_CLIENT_CERT_FILE_azure',
    ),
  });
});

it('names a certificate that ends soon, and one that the provider does not know', async () => {
  const lines = await examined(await withCertificate(5));

  expect(lines).toContainEqual({
    check: 'credentials',
    provider: 'azure',
    sign: 'warning',
    message: expect.stringContaining('the certificate of client caller ends in 4 days'),
    hint: expect.stringContaining('put it in OIDC_CLIENT_CERT_FILE_azure'),
  });
  expect(lines).toContainEqual({
    check: 'token',
    provider: 'azure',
    sign: 'fault',
    message: expect.stringContaining('AADSTS700027'),
    hint: expect.stringContaining('upload the one of OIDC_CLIENT_CERT_FILE_azure'),
  });
});

it('names a file that is gone', async () => {
  const { OIDC_CLIENT_SECRET_oidc: _, ...rest } = SOUND.oidc(issuer);
  const lines = await examined({ ...rest, OIDC_CLIENT_SECRET_FILE_oidc: join(folder, 'nothing') });

  expect(lines[0]).toEqual({
    check: 'configuration',
    sign: 'fault',
    message: 'OIDC_CLIENT_SECRET_FILE_oidc must be a file that this process can read',
    hint: 'correct OIDC_CLIENT_SECRET_FILE_oidc in the environment or in .env',
  });
});

it('speaks of the key, and not of a secret, where Auth0 does not know a key', async () => {
  const { OIDC_CLIENT_KEY_FILE_azure: keyFile } = await withCertificate(5);
  const { AUTH0_CLIENT_SECRET: _, ...rest } = SOUND.auth0(issuer);
  const lines = await examined({ ...rest, OIDC_CLIENT_KEY_FILE_auth0: keyFile });

  const of = (name: string) => lines.find(({ check }) => check === name);
  expect(of('credentials')?.message).toBe('client caller: nobody tells when its credentials end');
  expect(of('token')?.hint).toContain('check OIDC_CLIENT_ID_auth0 and OIDC_CLIENT_KEY_FILE_auth0');
});
