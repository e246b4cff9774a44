import { randomInt } from 'node:crypto';
import { startIssuer } from '@portero/issuer';
import request from 'supertest';
import { eventually } from '../../../libs/auth/test/eventually.js';
import { type Handler, LoopbackServer } from '../../../libs/auth/test/loopback-server.js';
import { asked, callGuarded, keysUnavailable, LET_IN, type Verdict } from './guarded-route.js';
import { API, CLIENT } from './provider-environments.js';
import { ServiceProcess } from './service-process.js';
import { startTrustingService, type TrustingService } from './trusting-service.js';

/** The whole budget of a call to a provider, in milliseconds. */
const BUDGET = 5_000;
const CALLERS = 50;

const HANGS = (['jwks', 'discovery'] as const).flatMap((endpoint) => [
  { label: `hangs before the headers of ${endpoint} (F-A05, F-A20)`, endpoint, kind: 'hang' as const },
  { label: `hangs after the headers of ${endpoint} (F-A06, F-A20)`, endpoint, kind: 'hang_after_headers' as const },
]);

const DRIPPING = 'drips its keys, one byte every 300 ms (F-A06, F-A20)';
const drip: Handler = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const dripping = setInterval(() => response.write(' '), 300);
  response.on('close', () => clearInterval(dripping));
};

const LABELS = [...HANGS.map(({ label }) => label), DRIPPING];

describe('a provider that', () => {
  let service: TrustingService;
  let dripping: LoopbackServer;
  const verdicts = new Map<string, { readonly verdicts: readonly Verdict[]; readonly milliseconds: number }>();
  let sound: readonly Verdict[];
  let endedBeforeSound = 0;
  let recovery: Awaited<ReturnType<typeof startWithoutProvider>>;
  // All of them wait at the same time.
  beforeAll(async () => {
    dripping = await LoopbackServer.start(drip);
    service = await startTrustingService([
      ...HANGS,
      { label: DRIPPING, settings: { OIDC_JWKS_URL: dripping.url('/jwks') } },
      { label: 'sound' },
    ]);
    for (const { label, endpoint, kind } of HANGS) service.issuerOf(label).injectFault({ endpoint }, { kind });
    const tokens = await Promise.all(LABELS.map((label) => service.issuerOf(label).mint('oidc')));
    const good = await service.issuerOf('sound').mint('oidc');
    const recovering = startWithoutProvider();
    const start = performance.now();
    const waiting = LABELS.map(async (label, i) => {
      const calls = Array.from({ length: CALLERS }, () => callGuarded(service.url, tokens[i] ?? ''));
      verdicts.set(label, { verdicts: await Promise.all(calls), milliseconds: performance.now() - start });
    });
    sound = await Promise.all(Array.from({ length: CALLERS }, () => callGuarded(service.url, good)));
    endedBeforeSound = verdicts.size;
    await Promise.all(waiting);
    recovery = await recovering;
  });
  afterAll(() => service.close());

  it.each(LABELS)('%s gets one request, and all its callers the same 503 within the budget', (label) => {
    const { verdicts: all = [], milliseconds = 0 } = verdicts.get(label) ?? {};
    expect(all).toEqual(Array(CALLERS).fill(keysUnavailable()));
    expect(milliseconds).toBeGreaterThan(BUDGET - 500);
    expect(milliseconds).toBeLessThan(BUDGET + 2_500);
  });

  it.each(HANGS)('$label is asked once', ({ label, endpoint }) => {
    const issuer = service.issuerOf(label);
    expect([asked(issuer, 'discovery'), asked(issuer, 'jwks')]).toEqual([1, endpoint === 'jwks' ? 1 : 0]);
  });

  it(`${DRIPPING} is asked once`, () => {
    expect(dripping.requests.length).toBe(1);
  });

  it('is well answers meanwhile (F-A18)', () => {
    expect(sound).toEqual(Array(CALLERS).fill(LET_IN));
    expect(endedBeforeSound).toBe(0);
    expect([asked(service.issuerOf('sound'), 'discovery'), asked(service.issuerOf('sound'), 'jwks')]).toEqual([1, 1]);
  });

  it('is down when the service starts: 503, alive, not ready, and all well by itself later (F-A01)', () => {
    expect(recovery).toEqual({
      first: keysUnavailable(),
      before: [200, 503],
      last: LET_IN,
      after: [200, 200],
      requests: [1, 1],
      exitCode: 0,
    });
  });

  it('fails while callers wait leaves no rejection that nobody handles (F-A20)', async () => {
    await request(service.url).get('/health/live').expect(200);
    expect(service.process.printed).not.toMatch(/\bERROR\b|unhandled|\(node:|\.js:\d/i);
    expect(await service.process.stop()).toBe(0);
  });
});

/** A service that is started before its provider, and what it answers until it has recovered. */
async function startWithoutProvider() {
  // Below the ports that systems hand out by themselves: nobody else takes it meanwhile.
  const port = randomInt(10_000, 30_000);
  const startProvider = () =>
    startIssuer({
      port,
      apis: [{ identifier: API, permissions: [] }],
      clients: [{ id: CLIENT, secret: crypto.randomUUID(), grants: { [API]: [] } }],
    });
  const gone = await startProvider();
  await gone.close();
  const service = new ServiceProcess({
    AUTH_PROVIDERS: 'oidc',
    OIDC_ISSUER_oidc: gone.endpoints.oidc.issuer,
    OIDC_AUDIENCE_oidc: API,
  });
  const url = await service.url();
  const statusOf = async (path: string) => (await request(url).get(path)).status;
  const health = async () => [await statusOf('/health/live'), await statusOf('/health/ready')];
  const first = await callGuarded(url, await gone.mint('oidc'));
  const before = await health();

  const back = await startProvider();
  const token = await back.mint('oidc');
  const last = await eventually(async () => {
    const verdict = await callGuarded(url, token);
    if (verdict.status === 503) throw new Error('It has not recovered');
    return verdict;
  });
  const after = await health();
  const exitCode = await service.stop();
  await back.close();
  return { first, before, last, after, requests: [asked(back, 'discovery'), asked(back, 'jwks')], exitCode };
}
