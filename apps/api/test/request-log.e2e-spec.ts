import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { openConnection } from './raw-connection.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const services: RunningService[] = [];
let resourceServer: Server;
beforeAll(async () => {
  // It never answers.
  resourceServer = createServer().listen(0, '127.0.0.1');
  await once(resourceServer, 'listening');
});
afterEach(() => Promise.all(services.splice(0).map((service) => service.close())));
afterAll(() => {
  resourceServer.closeAllConnections();
  resourceServer.close();
});

async function start(variables: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  const service = await startService(LOCAL, { LOG_LEVEL: 'log', ...variables });
  services.push(service);
  return service;
}

/** Lines are written when an answer is through, which its reader may know before. */
async function lines(service: RunningService, count: number) {
  const all = () =>
    service.logged
      .map((line) => JSON.parse(line))
      .filter(({ context, msg }) => context === 'Http' && msg === 'request');
  for (let turn = 0; all().length < count && turn < 1_000; turn++) await new Promise(setImmediate);
  return all();
}

it('is one line for each request, and nothing of it but where it went', async () => {
  const service = await start();
  const token = await service.issuer.mint('oidc');
  const let_in = await request(service.url).get('/students?token=hush').set('authorization', `Bearer ${token}`);
  const refused = await request(service.url)
    .get('/products?access_token=hush')
    .set('traceparent', `00-${TRACE}-b7ad6b7169203331-01`);
  const lost = await request(service.url)
    .post('/hush/hush')
    .set('x-request-id', 'mine')
    .set('x-forwarded-for', '203.0.113.7');

  const common = {
    level: 'info',
    time: expect.any(String),
    name: 'portero',
    context: 'Http',
    msg: 'request',
    ms: expect.any(Number),
    peer: '127.0.0.1',
  };
  const words = ['read:students'];
  const caller = { provider: 'local', clientId: 'caller', asked: words, held: words };
  const answers = [let_in, refused, lost];
  const [one, two, three] = answers.map(({ headers }) => headers['x-request-id']);
  expect(await lines(service, 3)).toEqual([
    { ...common, method: 'GET', route: '/students', status: 200, request: one, ...caller },
    { ...common, method: 'GET', route: '/products', status: 401, request: two, trace: TRACE },
    { ...common, method: 'POST', status: 404, request: three },
  ]);
  for (const id of [one, two, three]) expect(id).toMatch(UUID);
  expect(new Set([one, two, three]).size).toBe(3);
  expect(service.logged.join('\n')).not.toContain('hush');
});

it('has the name, and the peer, that a trusted proxy tells, and no other', async () => {
  const service = await start({ TRUST_PROXY: '127.0.0.1' });
  const told = { 'x-forwarded-for': '203.0.113.7', 'x-request-id': 'from-the-proxy' };
  const answer = await request(service.url).get('/products').set(told);
  expect(answer.headers['x-request-id']).toBe('from-the-proxy');
  const odd = await request(service.url).get('/products').set('x-request-id', 'from the proxy');
  expect(odd.headers['x-request-id']).toMatch(UUID);
  expect(await lines(service, 2)).toMatchObject([
    { request: 'from-the-proxy', peer: '203.0.113.7' },
    { request: odd.headers['x-request-id'], peer: '127.0.0.1' },
  ]);
});

it('says little of what machines ask for all the time', async () => {
  const service = await start({ LOG_LEVEL: 'debug' });
  await request(service.url).get('/health/live').expect(200);
  await request(service.url).get('/health/ready').expect(200);
  await request(service.url).get('/products').expect(401);
  expect((await lines(service, 3)).map(({ level, route }) => `${level} ${route}`)).toEqual([
    'debug /health/live',
    'debug /health/ready',
    'info /products',
  ]);
});

it('names the answer to a request that no route has seen', async () => {
  const service = await start();
  const { port } = new URL(service.url);
  const socket = await openConnection(service.url);
  socket.write(`GET /products HTTP/1.1\r\nHost: a:${port}\r\nHost: b\r\n\r\n`);
  const [said] = await once(socket, 'data');
  socket.destroy();
  const [line] = await lines(service, 1);
  expect(line).toMatchObject({ method: 'GET', status: 400, peer: '127.0.0.1' });
  expect(String(said).toLowerCase()).toContain(`x-request-id: ${line.request}`);
});

it('is there for a client that has gone before its answer', async () => {
  const { port } = resourceServer.address() as AddressInfo;
  const service = await start({ RESOURCE_SERVER_URL: `http://127.0.0.1:${port}` });
  const asked = once(resourceServer, 'request');
  const socket = await openConnection(service.url);
  socket.write('POST /m2m/run HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [, held] = await asked;
  socket.destroy();
  await once(socket, 'close');
  held.setHeader('content-type', 'application/json').end('[]');
  const [line] = await lines(service, 1);
  expect(line).toMatchObject({ method: 'POST', route: '/m2m/run', peer: '127.0.0.1', unread: true });
});
