import type { Issuer } from '@portero/issuer';
import request from 'supertest';
import { LoopbackServer, reply } from '../../../libs/auth/test/loopback-server.js';
import { OIDC } from './provider-environments.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';
import { TraceReceiver } from './trace-receiver.js';

/** Given by test/leaks/environment.mjs. */
declare const leakWatch: { isSecret(text: string): boolean };

/** At its end the process tells which packages of OpenTelemetry it has loaded. */
const TELL_PACKAGES = `--import=data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  import { createRequire } from 'node:module';
  const { cache } = createRequire('file:///');
  process.on('exit', () => {
    const names = Object.keys(cache).map((path) => /@opentelemetry\\/([^/]+)/.exec(path)?.[1]).filter(Boolean);
    writeSync(2, 'loaded: ' + [...new Set(names)].sort().join(' ') + '.');
  });
`)}`;

const secret = crypto.randomUUID();
let issuer: Issuer;
let receiver: TraceReceiver;
let service: ServiceProcess;
beforeAll(async () => {
  issuer = await startTestIssuer(secret);
});
beforeEach(async () => {
  receiver = await TraceReceiver.start();
});
afterEach(async () => {
  await service.stop();
  receiver.close();
});
afterAll(() => issuer.close());

function start(variables: Readonly<Record<string, string>>): Promise<string> {
  service = new ServiceProcess({ ...OIDC.variables(issuer, secret), ...variables });
  return service.url();
}

it.each(['http/json', ''])('has no secret in a byte that leaves by %p', async (protocol) => {
  const url = await start({
    ...receiver.variables,
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    OIDC_DPOP_oidc: 'on',
    OIDC_CLIENT_AUTH_METHOD_oidc: 'client_secret_post',
  });
  const token = await issuer.mint('oidc');
  await request(url).post('/m2m/run').expect(200);
  await request(url).get('/students').set('authorization', `Bearer ${token}`).expect(200);
  await request(url).get(`/students?access_token=${token}`).expect(401);
  await request(url).get(`/${token}`).set('authorization', `Bearer ${token}x`).expect(404);
  await service.stop();

  const sent = receiver.requests.map(({ path, contentType }) => `${path} ${contentType}`);
  expect([...new Set(sent)]).toEqual([`/v1/traces ${protocol ? 'application/json' : 'application/x-protobuf'}`]);
  const bodies = receiver.requests.map(({ body }) => body.toString('latin1'));
  expect(bodies.join('')).toContain('portero.token.attempt');
  expect([secret, token].map((text) => leakWatch.isSecret(text))).toEqual([true, true]);
  expect(bodies.filter((body) => leakWatch.isSecret(body))).toEqual([]);
});

it('works where nobody takes its traces, which one line tells', async () => {
  const url = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer ${secret}`,
    OTEL_EXPORTER_OTLP_TIMEOUT: '50',
    OTEL_BSP_SCHEDULE_DELAY: '10',
  });
  await request(url).post('/m2m/run').expect(200);
  await service.prints('Traces are lost');
  await request(url).post('/m2m/run').expect(200);
  expect(await service.stop()).toBe(0);
  const lines = service.printed.split('\n').filter((line) => line.includes('"context":"Tracing"'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'warn', msg: 'Traces are lost' }]);
});

it('ends in time while the last traces are not taken', async () => {
  const stuck = await LoopbackServer.start(() => {});
  await request(await start({ OTEL_EXPORTER_OTLP_ENDPOINT: stuck.url() })).get('/products');
  const stoppedAt = performance.now();
  expect(await service.stop()).toBe(0);
  // An export may take ten seconds.
  expect(performance.now() - stoppedAt).toBeLessThan(8_000);
  expect(stuck.requests).toHaveLength(1);
});

it('says which variable it does not go by, and nothing of its value', async () => {
  await start({ ...receiver.variables, OTEL_TRACES_SAMPLER: 'hush' });
  await service.prints('A variable is not valid');
  expect(service.printed).toContain('"variable":"OTEL_TRACES_SAMPLER"');
  expect(service.printed).not.toContain('hush');
});

it.each([
  { when: 'nothing is said of traces', variables: () => ({}), sdk: false },
  { when: 'they are switched on', variables: () => receiver.variables, sdk: true },
])('loads the SDK only if it is asked to: when $when', async ({ variables, sdk }) => {
  await start({ ...variables(), NODE_OPTIONS: TELL_PACKAGES });
  await service.stop();
  const [, loaded] = /loaded: (.*?)\./.exec(service.printed) ?? [];
  if (sdk) expect(loaded).toContain('sdk-trace-node');
  else expect(loaded).toBe('api');
});

it('does not start with a protocol that it does not speak', async () => {
  service = new ServiceProcess({ ...receiver.variables, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' });
  expect(await service.exitCode()).toBe(1);
  expect(service.printed).toContain('OTEL_EXPORTER_OTLP_PROTOCOL must be one of http/protobuf, http/json');
});

describe('what strangers send', () => {
  const TRACE = '0af7651916cd43dd8448eb211c80319c';
  const traceparent = (flags: string) => `00-${TRACE}-b7ad6b7169203331-${flags}`;

  it('goes on to the resource server as the same trace, but for baggage', async () => {
    const api = await LoopbackServer.start(reply([]));
    const url = await start({ ...receiver.variables, RESOURCE_SERVER_URL: api.url('').replace(/\/$/, '') });
    await request(url)
      .post('/m2m/run')
      .set({ traceparent: traceparent('01'), tracestate: 'vendor=1', baggage: 'secret=hush' })
      .expect(200);
    await receiver.receives(5);
    const { headers } = api.requests[0] ?? {};
    const call = receiver.spans.find(({ name }) => name === 'GET');
    expect(headers).toMatchObject({ traceparent: `00-${TRACE}-${call?.spanId}-01`, tracestate: 'vendor=1' });
    expect(headers).not.toHaveProperty('baggage');
  });

  it('is recorded as the sampler says', async () => {
    const url = await start({ ...receiver.variables, OTEL_TRACES_SAMPLER: 'parentbased_always_off' });
    await request(url).get('/products').expect(401);
    await request(url).get('/products').set('traceparent', traceparent('00')).expect(401);
    await request(url).get('/students').set('traceparent', traceparent('01')).expect(401);
    await service.stop();
    expect(receiver.spans.map(({ name, traceId }) => [name, traceId])).toEqual([['GET /students', TRACE]]);
  });
});
