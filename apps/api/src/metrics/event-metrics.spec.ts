import { AuthEvents } from '@portero/auth';
import { Registry } from 'prom-client';
import { countEvents } from './event-metrics.js';

const DECISION = { route: 'GET /products', asked: [] };
const CALLER = { provider: 'main', token: 'the-token', clientId: 'caller', subject: 'caller', held: [] };

let events: AuthEvents;
let registry: Registry;
beforeEach(() => {
  events = new AuthEvents();
  registry = new Registry();
  countEvents(events, ['main'], registry);
});

/** The samples of one metric that are not 0. */
async function samples(name: string): Promise<Record<string, number>> {
  const text = await registry.getSingleMetricAsString(`portero_${name}`);
  const lines = text.split('\n').filter((line) => !line.startsWith('#') && !line.endsWith(' 0'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(`portero_${name}`.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

it('sorts the times of token requests', async () => {
  events.emit('token_issued', { provider: 'main', outcome: 'miss', from: 'provider', expiresIn: 60, seconds: 0.2 });
  events.emit('token_issued', { provider: 'main', outcome: 'refresh', from: 'provider', expiresIn: 60, seconds: 3 });
  events.emit('token_failed', { provider: 'main', reason: 'provider_unavailable', seconds: 10.5 });
  const issued = 'provider="main",outcome="issued"';
  const failed = 'provider="main",outcome="failed"';
  expect(await samples('token_request_duration_seconds')).toEqual({
    ...Object.fromEntries([0.25, 0.5, 1, 2.5].map((le) => [`_bucket{le="${le}",${issued}}`, 1])),
    ...Object.fromEntries([5, 10, '+Inf'].map((le) => [`_bucket{le="${le}",${issued}}`, 2])),
    [`_sum{${issued}}`]: 3.2,
    [`_count{${issued}}`]: 2,
    [`_bucket{le="+Inf",${failed}}`]: 1,
    [`_sum{${failed}}`]: 10.5,
    [`_count{${failed}}`]: 1,
  });
  expect(await samples('token_requests_total')).toEqual({
    '{provider="main",outcome="issued",reason="none"}': 2,
    '{provider="main",outcome="failed",reason="provider_unavailable"}': 1,
  });
});

it('keeps tokens of the shared store apart from those that the provider gave', async () => {
  events.emit('token_issued', {
    provider: 'main',
    outcome: 'miss',
    from: 'shared_store',
    expiresIn: 60,
    seconds: 0.002,
  });
  expect(await samples('token_requests_total')).toEqual({ '{provider="main",outcome="shared",reason="none"}': 1 });
  expect(await samples('token_request_duration_seconds')).toMatchObject({
    '_count{provider="main",outcome="shared"}': 1,
  });
});

it('counts what the cache and the retries do', async () => {
  for (const outcome of ['hit', 'hit', 'miss', 'refresh', 'coalesced'] as const) {
    events.emit('token_cache', { provider: 'main', outcome });
  }
  events.emit('token_retried', { provider: 'main', reason: 'provider_throttled', wait: 2 });
  expect(await samples('token_cache_total')).toEqual({
    '{provider="main",outcome="hit"}': 2,
    '{provider="main",outcome="miss"}': 1,
    '{provider="main",outcome="refresh"}': 1,
    '{provider="main",outcome="coalesced"}': 1,
  });
  expect(await samples('token_retries_total')).toEqual({ '{provider="main",reason="provider_throttled"}': 1 });
});

it('counts the same at every scrape', async () => {
  events.emit('audience_relaxed', { provider: 'main', clientId: 'caller', token: 'the-token', actual: 'api://b' });
  for (let i = 0; i < 3; i++) expect(await samples('relaxed_audience_total')).toEqual({ '{provider="main"}': 1 });
});

it('counts decisions, and in the cache only those that asked it', async () => {
  events.emit('bearer_accepted', { ...DECISION, ...CALLER, cached: true });
  events.emit('bearer_accepted', { ...DECISION, ...CALLER });
  events.emit('bearer_refused', { ...DECISION, ...CALLER, cached: false, reason: 'permission_missing' });
  events.emit('bearer_refused', { ...DECISION, reason: 'credentials_missing' });
  expect(await samples('bearer_decisions_total')).toEqual({
    '{provider="main",result="accepted",reason="none"}': 2,
    '{provider="main",result="refused",reason="permission_missing"}': 1,
    '{provider="none",result="refused",reason="credentials_missing"}': 1,
  });
  expect(await samples('verified_token_cache_total')).toEqual({
    '{provider="main",outcome="hit"}': 1,
    '{provider="main",outcome="miss"}': 1,
  });
});

it.each([
  ['expired', -70],
  ['not_yet_valid', 130],
] as const)('has by how much a token was %s (F-B13)', async (reason, skew) => {
  events.emit('bearer_refused', { ...DECISION, provider: 'main', reason, skew });
  const seen = await samples('clock_skew_seconds');
  const labels = `provider="main",reason="${reason}"`;
  expect([seen[`_sum{${labels}}`], seen[`_count{${labels}}`]]).toEqual([skew, 1]);
});

it('lets no token spoil the sum: a day is the most', async () => {
  for (const skew of [1e12, -1e12])
    events.emit('bearer_refused', { ...DECISION, provider: 'main', reason: 'expired', skew });
  const labels = 'provider="main",reason="expired"';
  expect(await samples('clock_skew_seconds')).toMatchObject({
    [`_bucket{le="-86400",${labels}}`]: 1,
    [`_bucket{le="86400",${labels}}`]: 2,
    [`_count{${labels}}`]: 2,
  });
  expect(await samples('clock_skew_seconds')).not.toHaveProperty(`_sum{${labels}}`);
});

it('counts the sign-ins of people', async () => {
  events.emit('operator_signed_in', { provider: 'main', subject: 'ada' });
  events.emit('operator_refused', { provider: 'main', subject: 'alan', reason: 'operator_not_allowed', detail: '' });
  events.emit('operator_refused', { reason: 'sign_in_unknown', detail: '' });
  expect(await samples('sign_ins_total')).toEqual({
    '{provider="main",outcome="signed_in"}': 1,
    '{provider="main",outcome="operator_not_allowed"}': 1,
    '{provider="none",outcome="sign_in_unknown"}': 1,
  });
});

it('counts fetches of keys', async () => {
  const of = { provider: 'main', issuer: 'https://issuer.example' };
  events.emit('keys_fetched', { ...of, seconds: 0.1 });
  events.emit('keys_failed', { ...of, usable: true, detail: 'down' });
  events.emit('keys_failed', { ...of, usable: false, detail: 'down' });
  expect(await samples('key_set_fetches_total')).toEqual({
    '{provider="main",outcome="ok"}': 1,
    '{provider="main",outcome="failed"}': 2,
  });
});
