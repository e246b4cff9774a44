import type { Issuer } from '@portero/issuer';
import request from 'supertest';
import { API, CLIENT, OIDC } from './provider-environments.js';
import { startTestIssuer } from './running-service.js';
import { ServiceProcess } from './service-process.js';
import { TraceReceiver } from './trace-receiver.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

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
  issuer.heal();
  await service.stop();
  receiver.close();
});
afterAll(() => issuer.close());

/** The service, sending its traces here. */
async function start(variables: Readonly<Record<string, string>> = {}): Promise<string> {
  service = new ServiceProcess({ ...OIDC.variables(issuer, secret), ...receiver.variables, ...variables });
  return service.url();
}

it('shows a run as one tree, from the request to the resource server', async () => {
  const url = await start({ SERVICE_NAME: 'shop' });
  await request(url)
    .post('/m2m/run?token=hush')
    .set('traceparent', `00-${TRACE}-${PARENT}-01`)
    .send({ scope: 'read:students' })
    .expect(200);
  // What is left is sent before the end.
  expect(await service.stop()).toBe(0);

  expect(receiver.tree(PARENT)).toEqual([
    'POST /m2m/run',
    '  portero.token',
    '    portero.token.request',
    '      portero.token.attempt',
    '  GET',
    '    GET /students',
    '      portero.verify',
    '        portero.keys.fetch',
  ]);
  expect(receiver.resource).toMatchObject({ 'service.name': 'shop', 'service.version': '0.1.0' });
  const spans = receiver.within(PARENT);
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
  expect(spans.map(({ kind, status, links }) => [kind, status.code ?? 0, links])).toEqual(
    [2, 1, 1, 3, 3, 2, 1, 3].map((kind) => [kind, 0, []]),
  );

  const provider = { 'portero.provider': 'oidc' };
  const token = { ...provider, 'portero.scope': 'read:students' };
  const { port } = new URL(url);
  const call = (to: string) => ({
    'url.full': to,
    'server.address': '127.0.0.1',
    'server.port': Number(new URL(to).port),
    'http.response.status_code': 200,
  });
  const served = (method: string, path: string) => ({
    'http.request.method': method,
    'http.route': path,
    'url.path': path,
    'url.scheme': 'http',
    'http.response.status_code': 200,
  });
  expect(spans.map(({ attributes }) => attributes)).toEqual([
    served('POST', '/m2m/run'),
    { ...token, 'portero.cache': 'miss' },
    { ...token, 'portero.cache': 'miss' },
    {
      ...provider,
      'portero.attempt': 1,
      'http.request.method': 'POST',
      ...call(issuer.endpoints.oidc.tokenUrl),
    },
    { 'http.request.method': 'GET', ...call(`http://127.0.0.1:${port}/students`) },
    { ...served('GET', '/students'), ...provider, 'portero.client_id': CLIENT },
    provider,
    { ...provider, 'http.request.method': 'GET', ...call(issuer.endpoints.oidc.jwksUrl) },
  ]);
});

it('is of a service with the name, and the attributes, that OTEL_* tell', async () => {
  const told = { OTEL_SERVICE_NAME: 'orders', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test' };
  await request(await start(told)).get('/products');
  await receiver.receives(1);
  expect(receiver.resource).toMatchObject({ 'service.name': 'orders', 'deployment.environment.name': 'test' });
});

it('tells hit, miss and retries of one service', async () => {
  const url = await start();
  issuer.injectFault({ endpoint: 'token' }, { kind: 'status', status: 503 }, 1);
  await request(url).post('/auth/system/cc/token').expect(200);
  await request(url).post('/auth/system/cc/token').expect(200);
  await receiver.receives(7);
  expect(receiver.tree()).toEqual([
    'POST /auth/system/cc/token',
    '  portero.token',
    '    portero.token.request',
    '      portero.token.attempt',
    '      portero.token.attempt',
    'POST /auth/system/cc/token',
    '  portero.token',
  ]);
  const named = (name: string) => receiver.spans.filter((span) => span.name === name);
  const about = (name: string, key: string) => named(name).map(({ attributes }) => attributes[key]);
  expect(about('portero.token', 'portero.cache')).toEqual(['miss', 'hit']);
  expect(about('portero.token.attempt', 'portero.attempt')).toEqual([1, 2]);
  expect(about('portero.token.attempt', 'http.response.status_code')).toEqual([503, 200]);
  expect(about('portero.token.attempt', 'error.type')).toEqual(['provider_unavailable', undefined]);
  expect(named('portero.token.attempt').map(({ status }) => status)).toEqual([
    { code: 2, message: 'provider_unavailable' },
    { code: 0 },
  ]);
});

it('tells why a caller was refused, and nothing of an address that leads nowhere', async () => {
  const url = await start();
  const token = await issuer.mint('oidc', { claims: { aud: `${API}/other` } });
  await request(url).get('/students').set('authorization', `Bearer ${token}`).expect(401);
  await request(url).get('/hush').expect(404);
  await request(url).get('/health/live').expect(200);
  await receiver.receives(4);
  await service.stop();

  expect(receiver.tree()).toEqual(['GET /students', '  portero.verify', '    portero.keys.fetch', 'GET']);
  const [served, verified, , lost] = receiver.within();
  const why = { 'portero.provider': 'oidc', 'portero.reason': 'audience_mismatch' };
  expect(served).toMatchObject({ status: { code: 0 }, attributes: { ...why, 'http.response.status_code': 401 } });
  expect(verified?.status).toEqual({ code: 2, message: 'audience_mismatch' });
  expect(verified?.attributes).toEqual({ ...why, 'error.type': 'audience_mismatch' });
  expect(lost?.attributes).toEqual({
    'http.request.method': 'GET',
    'url.scheme': 'http',
    'http.response.status_code': 404,
  });
});

it('gives the line of a request its trace, which is a new one when the caller names none', async () => {
  const none = `00-${'0'.repeat(32)}-${PARENT}-01`;
  await request(await start())
    .get('/products')
    .set('traceparent', none)
    .expect(401);
  await receiver.receives(1);
  expect(receiver.tree()).toEqual(['GET /products']);
  const [span] = receiver.spans;
  expect(span?.traceId).toMatch(/^(?!0{32})[\da-f]{32}$/);
  await service.prints('"msg":"request"');
  const line = service.printed.split('\n').find((text) => text.includes('"msg":"request"')) ?? '{}';
  expect(JSON.parse(line).trace).toBe(span?.traceId);
});
