import { setImmediate } from 'node:timers/promises';
import { type Issuer, startIssuer } from '@portero/issuer';
import { authenticatorOf } from '../../test/authenticator-of.js';
import { ManualClock } from '../../test/manual-clock.js';
import type { AuthEvent } from '../telemetry/auth-events.js';

const API = 'api://orders';

let clock: ManualClock;
let issuer: Issuer;
let authenticate: ReturnType<typeof authenticatorOf>['authenticate'];
let heard: AuthEvent[];
beforeAll(async () => {
  clock = new ManualClock();
  issuer = await startIssuer({
    now: () => clock.now(),
    apis: [{ identifier: API, permissions: [] }],
    clients: [{ id: 'shop', secret: crypto.randomUUID(), grants: { [API]: [] } }],
  });
});
afterAll(() => issuer.close());

beforeEach(() => {
  const provider = authenticatorOf('oidc', { issuer: issuer.endpoints.oidc.issuer, audience: [API] }, clock);
  heard = [];
  provider.events.listen((event) => heard.push(event));
  authenticate = provider.authenticate;
});

const names = () => heard.map(({ name }) => name);
const of = { provider: 'instance' };

it('tells of keys and verification once, and of later uses that they were remembered', async () => {
  const token = await issuer.mint('oidc');
  for (let i = 0; i < 2; i++) await authenticate(token);
  expect(heard).toMatchObject([
    { name: 'keys_fetched', ...of, issuer: issuer.endpoints.oidc.issuer, seconds: 0 },
    { name: 'bearer_verified', ...of, seconds: 0 },
    { name: 'bearer_accepted', ...of, cached: false },
    { name: 'bearer_accepted', ...of, cached: true },
  ]);
  expect(heard).toHaveLength(4);
});

it('tells how long the verification took, the fetch of the keys included', async () => {
  const token = await issuer.mint('oidc');
  const answered = authenticate(token);
  // The request for the keys is under way.
  await setImmediate();
  clock.advance(40);
  await answered;
  expect(heard.slice(0, 2)).toMatchObject([
    { name: 'keys_fetched', seconds: 0.04 },
    { name: 'bearer_verified', seconds: 0.04 },
  ]);
});

it.each([
  { reason: 'expired', claims: { exp: -70 }, skew: -70 },
  { reason: 'not_yet_valid', claims: { nbf: 90 }, skew: 90 },
])('tells by how much a token is $reason (F-B13)', async ({ reason, claims, skew }) => {
  const times = Object.entries(claims).map(([name, seconds]) => [name, clock.now() / 1000 + seconds]);
  await expect(authenticate(await issuer.mint('oidc', { claims: Object.fromEntries(times) }))).rejects.toThrow();
  expect(heard).toMatchObject([{ name: 'bearer_refused', ...of, reason, cached: false, skew }]);
});

it('tells of no cache and no verification where it did not come to that', async () => {
  await expect(authenticate('no-token')).rejects.toThrow();
  await expect(authenticate(await issuer.mint('oidc', { claims: { aud: 'api://b' } }))).rejects.toThrow();
  expect(names()).toEqual(['bearer_refused', 'keys_fetched', 'bearer_refused']);
  expect(heard[0]).not.toHaveProperty('cached');
  expect(heard[2]).toMatchObject({ cached: false, reason: 'audience_mismatch', skew: undefined });
});

it('tells of a proof that lacks, and of none where none is wanted', async () => {
  const bound = await issuer.mint('oidc', { claims: { cnf: { jkt: 'A'.repeat(43) } } });
  await expect(authenticate(bound)).rejects.toThrow();
  const checks = heard.filter(({ name }) => name === 'proof_checked');
  // There is no public URL here for a proof to be made for.
  expect(checks).toEqual([{ name: 'proof_checked', ...of, result: 'confirmation_unsupported' }]);
  await authenticate(await issuer.mint('oidc'));
  expect(names().filter((name) => name === 'proof_checked')).toHaveLength(1);
});
