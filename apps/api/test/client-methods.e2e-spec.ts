import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { OIDC } from './provider-environments.js';
import { startService } from './running-service.js';

it.each(['client_secret_basic', 'client_secret_post', 'client_secret_jwt'])('proves itself by %s', async (method) => {
  const service = await startService(OIDC, { OIDC_CLIENT_AUTH_METHOD_oidc: method });
  await request(service.url).post('/m2m/run').expect(200);
  expect(service.issuer.requests.find(({ endpoint }) => endpoint === 'token')?.authenticatedBy).toBe(method);
  await service.close();
});

describe('private_key_jwt', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portero-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  const p256 = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

  it.each<[string, 'issuer' | 'token_endpoint', () => { privateKey: KeyObject; publicKey: KeyObject }]>([
    ['RS256', 'issuer', rsa],
    ['RS256', 'token_endpoint', rsa],
    ['PS256', 'issuer', rsa],
    ['ES256', 'token_endpoint', p256],
  ])('proves itself by %s for the %s', async (algorithm, audience, generate) => {
    const { privateKey, publicKey } = generate();
    const file = join(folder, 'key.pem');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const service = await startService(OIDC, {
      OIDC_CLIENT_SECRET_oidc: '',
      OIDC_CLIENT_KEY_FILE_oidc: file,
      OIDC_ASSERTION_ALGORITHM_oidc: algorithm,
      OIDC_ASSERTION_AUDIENCE_oidc: audience,
    });
    service.issuer.rotateJwks('caller', [publicKey.export({ format: 'jwk' })]);

    await request(service.url).post('/m2m/run').expect(200);
    const asked = service.issuer.requests.find(({ endpoint }) => endpoint === 'token');
    expect(asked?.authenticatedBy).toBe('private_key_jwt');
    await service.close();
  });

  it('is refused with a key that the provider does not know', async () => {
    const file = join(folder, 'key.pem');
    writeFileSync(file, rsa().privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const service = await startService(OIDC, { OIDC_CLIENT_SECRET_oidc: '', OIDC_CLIENT_KEY_FILE_oidc: file });
    service.issuer.rotateJwks('caller', [rsa().publicKey.export({ format: 'jwk' })]);

    const { body } = await request(service.url).post('/auth/system/cc/token').expect(502);
    expect(body).toMatchObject({ reason: 'client_refused', error: 'invalid_client' });
    await service.close();
  });
});
