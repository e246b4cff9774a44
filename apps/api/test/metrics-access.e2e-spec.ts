import { AuthEvents } from '@portero/auth';
import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;
const FORWARDED = { 'x-forwarded-for': '203.0.113.7' };

let service: RunningService;
afterEach(() => service.close());

const scrape = (headers: Readonly<Record<string, string>> = {}) => request(service.url).get('/metrics').set(headers);

it.each<[string, Readonly<Record<string, string>>]>([
  ['a forwarded caller', FORWARDED],
  ['a page of another origin', { origin: 'https://evil.example' }],
  ['a page, also that of FRONTEND_ORIGIN', { origin: 'https://page.example' }],
  ['a page that rebinds DNS', { host: 'evil.example' }],
])('is for direct callers on this machine, and not for %s', async (_, headers) => {
  service = await startService(LOCAL, { FRONTEND_ORIGIN: 'https://page.example' });
  await scrape().expect(200).expect('cache-control', 'no-store');
  const { body } = await scrape(headers).expect(403);
  expect(body).toMatchObject({ reason: 'caller_not_local', status: 403 });
  expect((await scrape()).text).toContain('portero_access_refusals_total{reason="caller_not_local"} 1\n');
});

it('is for anyone with METRICS_ACCESS=open, without a token, however often', async () => {
  service = await startService(LOCAL, { METRICS_ACCESS: 'open', TOKEN_RATE_LIMIT: '1' });
  for (let i = 0; i < 3; i++) await scrape(FORWARDED).expect(200);
  expect(service.app.get(AuthEvents).count('bearer_refused')).toBe(0);
});

it('is for nobody with METRICS_ACCESS=off', async () => {
  service = await startService(LOCAL, { METRICS_ACCESS: 'off' });
  const { body } = await scrape().expect(403);
  expect(body.reason).toBe('access_off');
});

it('keeps two services in one process apart', async () => {
  const other = await startService(LOCAL);
  service = await startService(LOCAL);
  await request(other.url).post('/auth/system/cc/token').expect(200);
  const issued = 'portero_token_requests_total{provider="local",outcome="issued",reason="none"} 1\n';
  expect((await request(other.url).get('/metrics')).text).toContain(issued);
  expect((await scrape()).text).not.toContain(issued);
  await other.close();
});
