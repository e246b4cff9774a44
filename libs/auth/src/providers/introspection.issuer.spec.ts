import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Issuer, startIssuer } from '@portero/issuer';
import { introspectionOfSettings } from '../../test/introspection-of.js';
import { ManualClock } from '../../test/manual-clock.js';
import { tokenClientOf } from '../../test/token-client-of.js';
import type { Introspection } from '../jwt/introspection.js';

const API = 'api://grades';
const [OLD, NEW] = [crypto.randomUUID(), crypto.randomUUID()];

let folder: string;
let issuer: Issuer;
let clock: ManualClock;
let introspection: Introspection;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'introspection-'));
  issuer = await startIssuer({
    apis: [{ identifier: API, permissions: ['read:grades'], tokenFormat: 'opaque' }],
    clients: [
      { id: 'caller', secret: OLD, grants: { [API]: ['read:grades'] } },
      { id: 'portero', secret: OLD, grants: {} },
    ],
  });
  clock = new ManualClock();
  clock.setWall(Date.now());
  introspection = introspectionOfSettings('local', values({ clientId: 'portero', clientSecret: OLD }), clock);
});

afterEach(async () => {
  await issuer.close();
  await rm(folder, { recursive: true });
});

const values = (client: object) => ({ issuer: issuer.endpoints.oidc.issuer, audience: API, ...client });
const asked = () => issuer.requests.filter(({ endpoint }) => endpoint === 'introspection').length;

it('believes what the issuer says of the token that it gave', async () => {
  const caller = tokenClientOf('local', values({ clientId: 'caller', clientSecret: OLD, scope: 'read:grades' }));
  const { accessToken } = await caller.request();
  const claims = await introspection.claimsOf(accessToken);
  expect(claims).toEqual({
    iss: issuer.endpoints.oidc.issuer,
    aud: API,
    sub: 'caller',
    client_id: 'caller',
    scope: 'read:grades',
    token_type: 'Bearer',
    exp: expect.any(Number),
    iat: expect.any(Number),
    jti: expect.any(String),
  });
  expect(Object.values(claims)).not.toContain(accessToken);
});

it('passes on what the token is bound to', async () => {
  const cnf = { jkt: 'a'.repeat(43) };
  const token = await issuer.mint('oidc', { claims: { cnf } });
  expect(await introspection.claimsOf(token)).toMatchObject({ cnf, token_type: 'DPoP' });
});

it('lets a revoked token work for 30 seconds at the most', async () => {
  const token = await issuer.mint('oidc');
  await introspection.claimsOf(token);
  issuer.revoke(token);
  clock.advance(29_999);
  expect(await introspection.claimsOf(token)).toMatchObject({ sub: 'caller' });
  expect(asked()).toBe(1);
  clock.advance(1);
  await expect(introspection.claimsOf(token)).rejects.toMatchObject({ reason: 'token_inactive', status: 401 });
  expect(asked()).toBe(2);
});

it('refuses a token whose time is over', async () => {
  const token = await issuer.mint('oidc', { claims: { exp: Math.floor(Date.now() / 1000) - 1 } });
  await expect(introspection.claimsOf(token)).rejects.toMatchObject({ reason: 'token_inactive' });
});

it.each([
  ['another issuer', { iss: 'https://x.example' }, 'issuer_unknown'],
  ['a refresh token', { token_use: 'refresh_token' }, 'type_not_allowed'],
])('refuses %s', async (_, claims, reason) => {
  const token = await issuer.mint('oidc', { claims });
  await expect(introspection.claimsOf(token)).rejects.toMatchObject({ reason });
});

it('goes through the rotation of its secret', async () => {
  const clientSecretFile = join(folder, 'secret');
  await writeFile(clientSecretFile, OLD);
  const rotating = introspectionOfSettings('local', values({ clientId: 'portero', clientSecretFile }), clock);
  const tokens = await Promise.all(Array.from({ length: 3 }, () => issuer.mint('oidc')));
  await rotating.claimsOf(tokens[0] as string);
  await writeFile(clientSecretFile, `${OLD}\n${NEW}`);
  issuer.rotateSecret('portero', NEW);
  await rotating.claimsOf(tokens[1] as string);
  await rotating.claimsOf(tokens[2] as string);
  // The old one first, which was refused once.
  expect(asked()).toBe(4);
});

it('asks once more after a reset, and knows no mercy for the second one', async () => {
  const token = await issuer.mint('oidc');
  issuer.injectFault({ endpoint: 'introspection' }, { kind: 'reset' }, 1);
  expect(await introspection.claimsOf(token)).toMatchObject({ sub: 'caller' });
  issuer.injectFault({ endpoint: 'introspection' }, { kind: 'reset' }, 2);
  await expect(introspection.claimsOf(await issuer.mint('oidc'))).rejects.toMatchObject({
    reason: 'introspection_unavailable',
    status: 503,
  });
});
