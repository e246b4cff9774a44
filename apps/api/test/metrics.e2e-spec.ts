import { createHash, randomBytes } from 'node:crypto';
import { type Issuer, startIssuer } from '@portero/issuer';
import request from 'supertest';
import { type ProofKey, proofKey } from '../../../libs/auth/test/proof-key.js';
import { RedisStub } from '../../../libs/auth/test/redis-stub.js';
import { documentedMetrics } from '../../../test/documented-metrics.js';
import { API, CLIENT } from './provider-environments.js';
import { listen, PUBLIC_URL } from './running-service.js';
import { Scrape } from './scraped-metrics.js';

const OPAQUE_API = 'api://opaque';
const DAY = 86_400;

let redis: RedisStub;
let issuer: Issuer;
let running: Awaited<ReturnType<typeof listen>>;
let url: string;
let key: ProofKey;
beforeAll(async () => {
  const secret = randomBytes(24).toString('base64url');
  key = await proofKey();
  redis = await RedisStub.start({ PING: '+PONG', MGET: '*-1', SET: '+OK', EVAL: '*-1' });
  issuer = await startIssuer({
    apis: [
      { identifier: API, permissions: ['read:students'] },
      { identifier: OPAQUE_API, permissions: [], tokenFormat: 'opaque' },
    ],
    clients: [{ id: CLIENT, secret, grants: { [API]: ['read:students'], [OPAQUE_API]: [] } }],
  });
  running = await listen({
    AUTH_PROVIDERS: 'main,other',
    OIDC_KIND_main: 'oidc',
    OIDC_ISSUER_main: issuer.endpoints.oidc.issuer,
    OIDC_CLIENT_ID_main: CLIENT,
    OIDC_CLIENT_SECRET_main: secret,
    OIDC_CLIENT_SECRET_EXPIRES_main: new Date(Date.now() + 10 * DAY * 1_000).toISOString(),
    OIDC_AUDIENCE_main: API,
    OIDC_RESOURCE_main: API,
    OIDC_RELAX_AUDIENCE_main: 'true',
    OIDC_INTROSPECTION_main: 'on',
    OIDC_KIND_other: 'oidc',
    OIDC_ISSUER_other: 'https://other.example',
    OIDC_AUDIENCE_other: API,
    REDIS_URL: redis.url,
    TOKEN_CACHE_KEY: randomBytes(32).toString('base64'),
  });
  url = await running.app.getUrl();
  await touchEverything();
});
afterAll(async () => {
  await running.app.close();
  await issuer.close();
  redis.close();
});

const askForToken = (body: object = {}) => request(url).post('/auth/system/cc/token').send(body);
const call = (token: string, headers: object = {}) =>
  request(url)
    .get('/products')
    .set({ authorization: `Bearer ${token}`, ...headers });

async function touchEverything(): Promise<void> {
  await askForToken().expect(200);
  await askForToken().expect(200);
  await askForToken({ scope: 'no:such' }).expect(502);
  issuer.injectFault({ endpoint: 'token' }, { kind: 'status', status: 500 }, 1);
  await askForToken({ scope: 'read:students' }).expect(200);
  await askForToken().set('x-forwarded-for', '203.0.113.7').expect(403);

  const token = await issuer.mint('oidc');
  await call(token).expect(200);
  await call(token).expect(200);
  await call(await issuer.mint('oidc', { claims: { aud: 'api://another' } })).expect(200);
  await call(await issuer.mint('oidc', { claims: { exp: Math.floor(Date.now() / 1_000) - 90 } })).expect(401);
  await call(await issuer.mint('oidc', { claims: { iss: 'https://evil.example' } })).expect(401);
  await request(url).get('/products').expect(401);
  await call(await issuer.mint('oidc', { api: OPAQUE_API })).expect(200);
  await call('made-up').expect(401);
  await request(url).get('/auth/nowhere/login').expect(404);
  await touchProofs();
}

async function touchProofs(): Promise<void> {
  const token = await issuer.mint('oidc', { claims: { cnf: { jkt: key.thumbprint } } });
  const ath = createHash('sha256').update(token).digest('base64url');
  const iat = Math.floor(Date.now() / 1_000);
  const dpop = await key.prove({ jti: crypto.randomUUID(), htm: 'GET', htu: `${PUBLIC_URL}/products`, iat, ath });
  await call(token, { authorization: `DPoP ${token}`, dpop }).expect(200);
  await call(token, { authorization: `DPoP ${token}`, dpop }).expect(401);
}

const scrape = async () => {
  const { text, headers } = await request(url).get('/metrics').expect(200);
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  return new Scrape(text);
};

it('has every metric of docs/metrics.md, and no other, as it is described there', async () => {
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect((await scrape()).metrics().sort(byName)).toEqual(documentedMetrics().sort(byName));
});

it.each([
  [
    'portero_token_cache_total',
    'provider="main",outcome="hit" 1',
    'provider="main",outcome="refresh" 0',
    'provider="main",outcome="miss" 3',
    'provider="main",outcome="coalesced" 0',
    ...['hit', 'refresh', 'miss', 'coalesced'].map((outcome) => `provider="other",outcome="${outcome}" 0`),
  ],
  [
    'portero_token_requests_total',
    'provider="main",outcome="issued",reason="none" 2',
    'provider="main",outcome="failed",reason="scope_refused" 1',
  ],
  [
    'portero_token_request_duration_seconds_count',
    'provider="main",outcome="issued" 2',
    'provider="main",outcome="failed" 1',
  ],
  ['portero_token_retries_total', 'provider="main",reason="provider_unavailable" 1'],
  [
    'portero_breaker_state',
    'provider="main",state="closed" 1',
    'provider="main",state="half_open" 0',
    'provider="main",state="open" 0',
  ],
  [
    'portero_bearer_decisions_total',
    'provider="main",result="accepted",reason="none" 5',
    'provider="other",result="accepted",reason="none" 0',
    'provider="main",result="refused",reason="expired" 1',
    'provider="none",result="refused",reason="issuer_unknown" 1',
    'provider="none",result="refused",reason="credentials_missing" 1',
    'provider="main",result="refused",reason="token_inactive" 1',
    'provider="main",result="refused",reason="proof_replayed" 1',
  ],
  [
    'portero_verified_token_cache_total',
    'provider="main",outcome="hit" 2',
    'provider="main",outcome="miss" 4',
    'provider="other",outcome="hit" 0',
    'provider="other",outcome="miss" 0',
  ],
  ['portero_verification_duration_seconds_count', 'provider="main" 3'],
  ['portero_clock_skew_seconds_count', 'provider="main",reason="expired" 1'],
  ['portero_relaxed_audience_total', 'provider="main" 2', 'provider="other" 0'],
  ['portero_dpop_proofs_total', 'provider="main",result="accepted" 1', 'provider="main",result="proof_replayed" 1'],
  ['portero_introspections_total', 'provider="main",outcome="active" 1', 'provider="main",outcome="token_inactive" 1'],
  [
    'portero_key_set_fetches_total',
    'provider="main",outcome="ok" 1',
    'provider="main",outcome="failed" 0',
    'provider="other",outcome="ok" 0',
    'provider="other",outcome="failed" 0',
  ],
  ['portero_sign_ins_total', 'provider="none",outcome="sign_in_unknown" 1'],
  [
    'portero_access_refusals_total',
    'reason="caller_not_local" 1',
    ...['access_off', 'rate_limited', 'sign_in_required', 'sign_in_not_configured', 'csrf_refused'].map(
      (reason) => `reason="${reason}" 0`,
    ),
  ],
])('counts by %s what has happened', async (name, ...samples) => {
  expect((await scrape()).samples(name)).toEqual(samples.map((sample) => sample.replace(/^(.*) /, `${name}{$1} `)));
});

it('has what is so at the moment of the scrape, by the clock of this host', async () => {
  const scraped = await scrape();
  const valueIn = (name: string) => {
    const [sample = '', ...others] = scraped.samples(name);
    expect([sample, others]).toEqual([expect.stringContaining(`${name}{provider="main"} `), []]);
    return Number(sample.split(' ')[1]);
  };
  const expiry = valueIn('portero_credential_expiry_seconds');
  expect(expiry).toBeGreaterThan(10 * DAY - 60);
  expect(expiry).toBeLessThan(10 * DAY);
  expect(valueIn('portero_key_set_age_seconds')).toBeGreaterThan(0);
  expect(valueIn('portero_key_set_age_seconds')).toBeLessThan(60);
  // Refused 90 s after its end.
  expect(scraped.samples('portero_clock_skew_seconds_bucket')).toContain(
    'portero_clock_skew_seconds_bucket{le="-60",provider="main",reason="expired"} 1',
  );
});

it('has the metrics of Node and the process beside them', async () => {
  const scraped = await scrape();
  expect(scraped.samples('process_cpu_seconds_total')).toHaveLength(1);
  expect(scraped.samples('nodejs_eventloop_lag_seconds')).toHaveLength(1);
});

it('names no client, token, key or address', async () => {
  const { text } = await request(url).get('/metrics').expect(200);
  expect(text).not.toMatch(/caller"|127\.0\.0\.1|203\.0\.113|https?:|made-up|eyJ/);
});
