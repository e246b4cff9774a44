import { randomBytes } from 'node:crypto';
import { type Issuer, startIssuer } from '@portero/issuer';
import request from 'supertest';
import { API, CLIENT } from './provider-environments.js';
import { listen } from './running-service.js';

const JWT_API = 'api://jwt';
const secret = randomBytes(24).toString('base64url');

let issuer: Issuer;
let running: Awaited<ReturnType<typeof listen>>;
let url: string;
beforeEach(async () => {
  issuer = await startIssuer({
    apis: [
      { identifier: API, permissions: ['read:students'], tokenFormat: 'opaque' },
      { identifier: JWT_API, permissions: [] },
    ],
    clients: [{ id: CLIENT, secret, grants: { [API]: ['read:students'], [JWT_API]: [] } }],
  });
  running = await listen({
    AUTH_PROVIDERS: 'oidc',
    OIDC_ISSUER_oidc: issuer.endpoints.oidc.issuer,
    OIDC_CLIENT_ID_oidc: CLIENT,
    OIDC_CLIENT_SECRET_oidc: secret,
    OIDC_AUDIENCE_oidc: `${API},${JWT_API}`,
    OIDC_RESOURCE_oidc: API,
    OIDC_INTROSPECTION_oidc: 'on',
  });
  url = await running.app.getUrl();
});
afterEach(async () => {
  await running.app.close();
  await issuer.close();
});

const call = async (token: string, route = '/products') => {
  const { status, headers, body } = await request(url).get(route).set('authorization', `Bearer ${token}`);
  return { status, reason: body.reason, retryAfter: headers['retry-after'], challenge: headers['www-authenticate'] };
};
const asked = () => issuer.requests.filter(({ endpoint }) => endpoint === 'introspection').length;

it('lets an opaque token in by its issuer’s word, and asks once for a while', async () => {
  const token = await issuer.mint('oidc');
  expect(token).toMatch(/^[\w-]{43}$/);
  for (const route of ['/products', '/students', '/products']) {
    expect(await call(token, route)).toMatchObject({ status: 200 });
  }
  expect(asked()).toBe(1);
});

it('goes the whole way: a token by POST /m2m/run', async () => {
  await request(url).post('/m2m/run').expect(200);
  expect(asked()).toBe(1);
});

it.each([
  ['unknown', async () => randomBytes(32).toString('base64url')],
  ['expired', () => issuer.mint('oidc', { claims: { exp: Math.floor(Date.now() / 1000) - 90 } })],
  [
    'revoked',
    async () => {
      const token = await issuer.mint('oidc');
      issuer.revoke(token);
      return token;
    },
  ],
])('refuses one that is %s', async (_, mint) => {
  expect(await call(await mint())).toMatchObject({
    status: 401,
    reason: 'token_inactive',
    challenge: expect.stringContaining('error="invalid_token"'),
  });
});

it.each([
  ['for another API', { aud: 'api://another' }, 401, 'audience_mismatch'],
  ['of another issuer', { iss: 'https://evil.example' }, 401, 'issuer_unknown'],
  ['that is bound to a key', { cnf: { jkt: 'A'.repeat(43) } }, 401, 'proof_missing'],
])('checks what an active token says: one %s', async (_, claims, status, reason) => {
  expect(await call(await issuer.mint('oidc', { claims }))).toMatchObject({ status, reason });
});

it('wants the permission of the route', async () => {
  const token = await issuer.mint('oidc', { permissions: [] });
  expect(await call(token)).toMatchObject({ status: 200 });
  expect(await call(token, '/students')).toMatchObject({ status: 403, reason: 'permission_missing' });
});

it('is 503 while the issuer cannot be asked, and says when to try again', async () => {
  issuer.injectFault(
    { endpoint: 'introspection' },
    { kind: 'status', status: 503, headers: { 'Retry-After': '7' } },
    1,
  );
  const token = await issuer.mint('oidc');
  const refused = { status: 503, reason: 'introspection_unavailable', retryAfter: '7', challenge: undefined };
  expect(await call(token)).toEqual(refused);
  // Left alone for as long as it asked for.
  expect(await call(token)).toEqual(refused);
  expect(asked()).toBe(1);
});

it('is 503, not 401, when the issuer refuses this service’s own client', async () => {
  issuer.rotateSecret(CLIENT, randomBytes(24).toString('base64url'));
  const token = await issuer.mint('oidc');
  expect(await call(token)).toMatchObject({ status: 503, reason: 'introspection_unavailable' });
  expect(running.logged.at(-1)).toContain('client_refused');
});

it('still verifies JWTs of the same issuer by their signature', async () => {
  expect(await call(await issuer.mint('oidc', { api: JWT_API }))).toMatchObject({ status: 200 });
  expect(await call(await issuer.mint('oidc', { api: JWT_API, header: { alg: 'none' } }))).toMatchObject({
    reason: 'algorithm_not_allowed',
  });
  expect(asked()).toBe(0);
});

it('logs no token', async () => {
  const token = await issuer.mint('oidc', { permissions: [], claims: { jti: undefined } });
  await call(token, '/students');
  await call('made-up-token-that-nobody-knows');
  expect(running.logged.join('\n')).not.toMatch(new RegExp(`${token}|made-up-token`));
});
