import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { OIDC } from './provider-environments.js';
import { startService } from './running-service.js';

const DAY = 24 * 60 * 60 * 1000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portero-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeKey(file: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return publicKey.export({ format: 'jwk' });
}

it('signs every attempt anew, and uses a rotated key at the next request', async () => {
  const file = join(folder, 'key.pem');
  const key = writeKey(file);
  const service = await startService(OIDC, { OIDC_CLIENT_SECRET_oidc: '', OIDC_CLIENT_KEY_FILE_oidc: file });
  service.issuer.rotateJwks('caller', [key]);
  service.issuer.injectFault({ endpoint: 'token' }, { kind: 'reset' }, 1);
  service.issuer.injectFault({ endpoint: 'token' }, { kind: 'status', status: 502 }, 1);
  await request(service.url).post('/m2m/run').expect(200);

  const asked = service.issuer.requests.filter(({ endpoint }) => endpoint === 'token');
  expect(asked.map(({ authenticatedBy }) => authenticatedBy).at(-1)).toBe('private_key_jwt');
  expect(new Set(asked.map(({ parameters }) => parameters.jti)).size).toBe(3);

  service.issuer.rotateJwks('caller', [writeKey(file)]);
  await request(service.url).post('/m2m/run').send({ scope: 'read:students' }).expect(200);
  await service.close();
});

it('goes through the rotation of a secret without a restart', async () => {
  const file = join(folder, 'secret');
  const service = await startService(OIDC, (_, secret) => {
    writeFileSync(file, `${secret}\n`);
    return { OIDC_CLIENT_SECRET_oidc: '', OIDC_CLIENT_SECRET_FILE_oidc: file };
  });
  const run = (scope: string) => request(service.url).post('/auth/system/cc/token').send({ scope });
  const next = crypto.randomUUID();

  writeFileSync(file, `${service.secret}\n${next}\n`);
  await request(service.url).post('/m2m/run').expect(200);
  expect(service.events.count('client_secret_switched')).toBe(0);

  service.issuer.rotateSecret('caller', next);
  await run('read:students').expect(200);
  expect(service.events.count('client_secret_switched')).toBe(1);
  expect(service.logged.join('\n')).not.toContain(next);

  writeFileSync(file, `${next}\n`);
  rmSync(file);
  const { body } = await run('read:students token:issue').expect(503);
  expect(body.reason).toBe('client_secret_unreadable');
  await service.close();
});

it.each([
  { ends: 'in two days', date: new Date(Date.now() + 2 * DAY), state: 'degraded' },
  { ends: 'next year', date: new Date(Date.now() + 365 * DAY), state: 'up' },
])('is ready and $state when the secret ends $ends', async ({ date, state }) => {
  const service = await startService(OIDC, { OIDC_CLIENT_SECRET_EXPIRES_oidc: date.toISOString().slice(0, 10) });
  const { body } = await request(service.url).get('/health/ready').expect(200);
  expect(body.details.providers).toEqual({ status: 'up', oidc: state });
  await service.close();
});

it('is ready and degraded while the breaker before the token endpoint is open', async () => {
  const service = await startService(OIDC);
  service.issuer.injectFault({ endpoint: 'token' }, { kind: 'status', status: 500 });
  for (let i = 0; i < 2; i++) await request(service.url).post('/auth/system/cc/token').expect(503);

  const { body } = await request(service.url).get('/health/ready').expect(200);
  expect(body.details.providers).toEqual({ status: 'up', oidc: 'degraded' });
  await service.close();
});

it.each([3_600, -3_600])('keeps a token for its lifetime when the provider’s clock is off by %i s', async (skew) => {
  const service = await startService(OIDC);
  service.issuer.setClockSkew(skew);
  const ask = () => request(service.url).post('/auth/system/cc/token').expect(200);
  const [first, second] = [await ask(), await ask()];

  expect(first.body.expires_in).toBeGreaterThan(290);
  expect(second.body.access_token).toBe(first.body.access_token);
  await service.close();
});
