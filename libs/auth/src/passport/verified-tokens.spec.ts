import { type Issuer, startIssuer } from '@portero/issuer';
import { authenticatorOf } from '../../test/authenticator-of.js';
import { ManualClock } from '../../test/manual-clock.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import type { Route } from './route.js';

const API = 'api://orders';
const MINUTE = 60_000;

let clock: ManualClock;
let issuer: Issuer;
let events: AuthEvents;
let authenticate: (token: string, route?: Partial<Route>) => Promise<unknown>;

beforeEach(async () => {
  clock = new ManualClock();
  issuer = await startIssuer({
    apis: [{ identifier: API, permissions: ['read'] }],
    clients: [{ id: 'shop', secret: crypto.randomUUID(), grants: { [API]: ['read'] } }],
    tokenLifetime: 2 * 60 * 60,
    now: () => clock.now(),
  });
  const values = { issuer: issuer.endpoints.oidc.issuer, audience: [API], relaxAudience: true };
  ({ events, authenticate } = authenticatorOf('oidc', values, clock));
});
afterEach(() => issuer.close());

it('verifies a token once, and tells of each use', async () => {
  const token = await issuer.mint('oidc');
  const principal = await authenticate(token);
  expect(await authenticate(token)).toBe(principal);
  expect(await authenticate(await issuer.mint('oidc'))).not.toBe(principal);
  expect(events.count('bearer_accepted')).toBe(3);
});

it('checks the permissions of every call', async () => {
  const token = await issuer.mint('oidc');
  await authenticate(token, { permissions: ['read'] });
  await expect(authenticate(token, { permissions: ['write'] })).rejects.toMatchObject({ reason: 'permission_missing' });
});

it('counts every use of a relaxed audience', async () => {
  const token = await issuer.mint('oidc', { claims: { aud: 'api://another' } });
  await authenticate(token);
  await authenticate(token);
  expect(events.count('audience_relaxed')).toBe(2);
});

it('asks anew for a route with an audience of its own', async () => {
  const token = await issuer.mint('oidc');
  await authenticate(token);
  await expect(authenticate(token, { audience: 'api://reports' })).rejects.toMatchObject({
    reason: 'audience_mismatch',
  });
  await expect(authenticate(token, { audience: API })).resolves.toBeDefined();
});

it('ends with the token, to the second of the tolerance', async () => {
  const exp = clock.now() / 1000 + 300;
  const token = await issuer.mint('oidc', { claims: { exp } });
  await authenticate(token);
  clock.advance(359_999);
  await authenticate(token);
  clock.advance(1);
  await expect(authenticate(token)).rejects.toMatchObject({ reason: 'expired' });
});

it('ends with the key: a withdrawn one stops working when the keys are fetched again', async () => {
  const token = await issuer.mint('oidc');
  await authenticate(token);
  await issuer.rotateKeys('oidc', { overlap: false });
  clock.advance(10 * MINUTE);
  await expect(authenticate(token)).rejects.toMatchObject({ status: 401, reason: 'key_unknown' });
});

it('goes on while the keys are good, and ends with them when the provider is gone for too long', async () => {
  const token = await issuer.mint('oidc');
  const principal = await authenticate(token);
  issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status: 500 });
  clock.advance(69 * MINUTE);
  expect(await authenticate(token)).toBe(principal);
  clock.advance(MINUTE);
  await expect(authenticate(token)).rejects.toMatchObject({ status: 503, reason: 'keys_unavailable' });
});

it('keeps no refusal', async () => {
  const token = await issuer.mint('oidc', { claims: { nbf: clock.now() / 1000 + 120 } });
  await expect(authenticate(token)).rejects.toMatchObject({ reason: 'not_yet_valid' });
  clock.advance(MINUTE);
  await expect(authenticate(token)).resolves.toBeDefined();
});
