import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import request from 'supertest';
import { createApp } from '../src/create-app.js';
import { SERVICE_LIMITS } from '../src/service-limits.js';
import { firstAnswer, openConnection, untilClosed } from './raw-connection.js';

const POST = 'POST /auth/system/cc/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
const GET = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n';

const VARIABLES = {
  PORT: '0',
  LOG_LEVEL: 'error',
  AUTH_PROVIDERS: 'local',
  // Nobody asks for its tokens here.
  OIDC_ISSUER_local: 'http://127.0.0.1:9/oidc',
};

let app: Awaited<ReturnType<typeof createApp>>;
let url: string;
const errors: unknown[] = [];
beforeAll(async () => {
  const short = { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 10, maxRequestsPerSocket: 2 };
  app = await createApp(VARIABLES, short);
  app.useLogger({ log: () => undefined, warn: () => undefined, error: (message) => errors.push(message) });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => app.close());

const connected = () => openConnection(url);

/** The status and the reason of the one answer, which says that the connection ends. */
function problemIn(said: string) {
  const { status, headers, body } = firstAnswer(said);
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', connection: 'close' });
  return { status, reason: JSON.parse(body).reason };
}
const TIMEOUT = { status: 408, reason: 'request_timeout' };

it.each([
  { client: 'says nothing', sent: '' },
  { client: 'never ends its headers', sent: `${GET}X-Slow: ` },
  { client: 'never ends its body', sent: `${POST}Content-Length: 100\r\n\r\n{` },
  { client: 'never ends its chunks', sent: `${POST}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n` },
])('closes the connection of a client that $client (F-E04, F-E05)', async ({ sent }) => {
  const socket = await connected();
  socket.write(sent);
  expect(problemIn(await untilClosed(socket))).toEqual(TIMEOUT);
  // A client must not be able to fill the log.
  expect(errors).toEqual([]);
});

it('closes the connection of a client that sends a byte now and then (F-E04)', async () => {
  const socket = await connected();
  socket.write(`${GET}X-Slow: `);
  const dripping = setInterval(() => socket.write('x'), 10);
  expect(problemIn(await untilClosed(socket))).toEqual(TIMEOUT);
  clearInterval(dripping);
});

it('answers others meanwhile (F-E04)', async () => {
  const slow = await Promise.all(Array.from({ length: 50 }, connected));
  for (const socket of slow) socket.write(`${GET}X-Slow: `);
  await request(url).get('/health/live').expect(200);
  await Promise.all(slow.map(untilClosed));
});

it.each([
  { size: 'above 16 KB', length: SERVICE_LIMITS.maxHeaderBytes },
  { size: 'of 1 MB', length: 1_048_576 },
])('refuses headers $size and closes, and answers others (F-E07)', async ({ length }) => {
  const socket = await connected();
  socket.write(`${GET}X-Large: ${'x'.repeat(length)}\r\n\r\n`);
  expect(problemIn(await untilClosed(socket))).toEqual({ status: 431, reason: 'headers_too_large' });
  await request(url).get('/health/live').expect(200);
});

it('takes headers of 15 KB (F-E07)', async () => {
  await request(url).get('/health/live').set('x-large', 'x'.repeat(15_360)).expect(200);
});

it('tells a client to come back on another connection after its share of requests', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const connections: (string | undefined)[] = [];
  for (let sent = 0; sent < 4; sent++) {
    const { headers } = await request(url).get('/health/live').agent(agent).set('connection', 'keep-alive').expect(200);
    connections.push(headers.connection);
  }
  expect(connections).toEqual(['keep-alive', 'close', 'keep-alive', 'close']);
  agent.destroy();
});

it('does not let a client that says nothing keep a service from ending', async () => {
  const ending = await createApp(VARIABLES, { longestAnswer: 10 });
  ending.useLogger(false);
  await ending.listen(0, '127.0.0.1');
  const socket = connect(Number(new URL(await ending.getUrl()).port), '127.0.0.1');
  const accepted = once(ending.getHttpServer(), 'connection');
  await once(socket, 'connect');
  await accepted;
  await ending.close();
  expect(await untilClosed(socket)).toBe('');
});

it('has limits that fit together', () => {
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, keepAliveTimeout } = SERVICE_LIMITS;
  expect(connectionsCheckingInterval).toBeLessThan(headersTimeout);
  expect(headersTimeout).toBeLessThan(requestTimeout);
  // RFC 9112 §9.5; AWS ALB, nginx and Google's balancers keep idle connections for 60 s or are told to.
  expect(keepAliveTimeout).toBeGreaterThan(60_000);
});
