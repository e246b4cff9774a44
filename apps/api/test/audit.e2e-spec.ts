import type { AuthEvent } from '@portero/auth';
import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;

let service: RunningService;
let heard: AuthEvent[];
beforeEach(async () => {
  service = await startService(LOCAL, { TOKEN_RATE_LIMIT: '2', LOG_LEVEL: 'debug' });
  heard = [];
  service.events.listen((event) => heard.push(event));
});
afterEach(() => service.close());

const decisions = () => heard.filter(({ name }) => /_(accepted|refused)$/.test(name));
const ID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const CALLER = { provider: 'local', clientId: 'caller', subject: 'caller', held: ['read:students'] };

it('tells of each decision once: who, where, what was asked and held, and of which token', async () => {
  const token = await service.issuer.mint('oidc', { claims: { jti: 'the-token' } });
  for (const route of ['/products', '/students']) {
    await request(service.url).get(route).set('authorization', `Bearer ${token}`).expect(200);
  }
  const bearer = { name: 'bearer_accepted', request: ID, ...CALLER, token: 'the-token' };
  expect(decisions()).toEqual([
    { ...bearer, route: 'GET /products', asked: [], cached: false },
    { ...bearer, route: 'GET /students', asked: ['read:students'], cached: true },
  ]);
});

it('tells why a caller was refused, and who it was as far as that is believed', async () => {
  const bare = await service.issuer.mint('oidc', { permissions: [], claims: { jti: 'bare' } });
  const expired = await service.issuer.mint('oidc', { claims: { exp: 1, jti: 'not-believed' } });
  await request(service.url).get('/students').set('authorization', `Bearer ${bare}`).expect(403);
  await request(service.url).get('/students').set('authorization', `Bearer ${expired}`).expect(401);
  await request(service.url).get('/students').expect(401);

  const refused = { name: 'bearer_refused', request: ID, route: 'GET /students', asked: ['read:students'] };
  expect(decisions()).toEqual([
    {
      ...refused,
      ...CALLER,
      held: [],
      token: 'bare',
      cached: false,
      reason: 'permission_missing',
      expected: 'read:students',
      actual: 'no permission',
    },
    {
      ...refused,
      provider: 'local',
      token: expect.stringMatching(/^[0-9a-f]{8}$/),
      cached: false,
      skew: expect.any(Number),
      reason: 'expired',
      expected: expect.stringMatching(/^exp after /),
      actual: '1',
    },
    { ...refused, reason: 'credentials_missing', expected: undefined, actual: undefined },
  ]);
});

it('tells of callers who may not have tokens asked for', async () => {
  const ask = () => request(service.url).post('/auth/system/cc/token');
  await ask().set('x-forwarded-for', '203.0.113.7').expect(403);
  await ask().expect(200);
  await ask().expect(429);
  expect(decisions()).toEqual([
    {
      name: 'access_refused',
      route: 'POST /auth/system/cc/token',
      reason: 'caller_not_local',
      peer: '127.0.0.1',
      request: ID,
    },
    {
      name: 'access_refused',
      route: 'POST /auth/system/cc/token',
      reason: 'rate_limited',
      peer: '127.0.0.1',
      request: ID,
    },
  ]);
});

it('writes them to the log as fields, and no token with them', async () => {
  const token = await service.issuer.mint('oidc');
  await request(service.url).get('/students').set('authorization', `Bearer ${token}`).expect(200);
  const line = service.logged.find((text) => text.includes('bearer_accepted')) ?? '';
  expect(JSON.parse(line)).toMatchObject({ msg: 'bearer_accepted', ...CALLER, route: 'GET /students' });
  for (const part of token.split('.')) expect(service.logged.join('\n')).not.toContain(part);
});
