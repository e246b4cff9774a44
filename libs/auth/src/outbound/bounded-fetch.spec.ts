import { gzipSync } from 'node:zlib';
import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { boundedFetch } from './bounded-fetch.js';
import { OutboundError } from './outbound-error.js';

const MEGABYTE = 1_048_576;

let server: LoopbackServer;
let origin: string;

beforeAll(async () => {
  server = await LoopbackServer.start(reply({}));
  origin = new URL(server.url()).origin;
});

/** The error of a call that carries secrets wherever a call can. */
async function failureOf(handler: Handler, bounds: Parameters<typeof boundedFetch>[0] = {}): Promise<OutboundError> {
  server.handler = handler;
  const call = boundedFetch(bounds)(server.url('/token?code=QUERY-SECRET'), {
    method: 'POST',
    headers: { authorization: 'Basic HEADER-SECRET' },
    body: 'client_secret=BODY-SECRET',
  });
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof OutboundError)) throw new Error('No OutboundError was thrown');
  return error;
}

it('hands out status, headers and body of an answer', async () => {
  server.handler = reply({ a: 'é' }, 418, { 'retry-after': '3' });
  const response = await boundedFetch()(server.url('/x?y=1'), { method: 'PUT', body: 'sent' });
  expect(response.status).toBe(418);
  expect(response.headers.get('retry-after')).toBe('3');
  expect(await response.json()).toEqual({ a: 'é' });
  expect(server.requests.at(-1)).toMatchObject({ method: 'PUT', target: '/x?y=1', body: 'sent' });
});

it('hands out an answer without a body', async () => {
  server.handler = (response) => response.writeHead(204).end();
  const response = await boundedFetch()(server.url());
  expect([response.status, await response.text()]).toEqual([204, '']);
});

it.each([301, 302, 303, 307, 308])('does not follow a %i (F-C15)', async (status) => {
  const asked = server.requests.length;
  const error = await failureOf(reply('', status, { location: server.url('/elsewhere') }));
  expect(error.fault).toBe('redirected');
  expect(error.message).toBe(`${origin} answered with a redirect, which is not followed`);
  expect(server.requests).toHaveLength(asked + 1);
});

it.each<[string, Handler]>([
  ['before the headers (F-A05)', () => undefined],
  ['after the headers (F-A06)', (response) => response.writeHead(200).flushHeaders()],
  ['in the middle of the body', (response) => response.writeHead(200).write('{"keys":')],
])('gives up on a server that hangs %s', async (_, handler) => {
  const error = await failureOf(handler, { timeout: 50 });
  expect(error.fault).toBe('timeout');
  expect(error.message).toBe(`${origin} did not answer in 50 ms`);
});

it('ends every call that is under way when its signal aborts, and every later one (F-E03)', async () => {
  const end = new AbortController();
  const asked = server.requests.length;
  const hanging: Handler = () => end.abort();
  const calls = [failureOf(hanging, { signal: end.signal }), failureOf(hanging, { signal: end.signal })];
  for (const error of [...(await Promise.all(calls)), await failureOf(hanging, { signal: end.signal })]) {
    expect(error.fault).toBe('unreachable');
    expect(error.message).toBe(`${origin} is not called any more: the service ends`);
  }
  expect(server.requests.length).toBeLessThanOrEqual(asked + 2);
});

it.each<[string, Handler]>([
  ['before the headers', (response) => response.socket?.resetAndDestroy()],
  [
    'in the middle of the body',
    (response) => response.writeHead(200).write('{', () => response.socket?.resetAndDestroy()),
  ],
])('reports a connection that is reset %s (F-A07)', async (_, handler) => {
  const error = await failureOf(handler);
  expect(error.fault).toBe('unreachable');
  expect(error.message).toMatch(/^http:\/\/127\.0\.0\.1:\d+ cannot be reached \((ECONNRESET|UND_ERR_SOCKET)\)$/);
});

it('names the code of a system that refuses the connection', async () => {
  const closed = await LoopbackServer.start(reply({}));
  const url = closed.url();
  closed.close();
  await expect(boundedFetch()(url)).rejects.toMatchObject({
    fault: 'unreachable',
    message: `${new URL(url).origin} cannot be reached (ECONNREFUSED)`,
  });
});

it.each([
  ['exactly the bound', MEGABYTE, MEGABYTE],
  ['one byte more', MEGABYTE + 1, 'too_large'],
])('reads a body of %s', async (_, size, outcome) => {
  server.handler = reply('x'.repeat(size));
  const read = boundedFetch()(server.url()).then(
    async (response) => (await response.text()).length,
    (error) => error.fault,
  );
  expect(await read).toBe(outcome);
});

it('counts the bytes of a body after it is unpacked', async () => {
  const packed = gzipSync(Buffer.alloc(2 * MEGABYTE));
  const error = await failureOf((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed));
  expect(error.fault).toBe('too_large');
  expect(error.message).toBe(`${origin} sent more than 1048576 bytes`);
});

it('stops reading a body that never ends (F-A13)', async () => {
  let closed: Promise<unknown> | undefined;
  const error = await failureOf((response) => {
    closed = new Promise((resolve) => response.on('close', resolve));
    const more = () => {
      while (response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', more);
    more();
  });
  expect(error.fault).toBe('too_large');
  await closed;
});

it.each<[string, Handler, Parameters<typeof boundedFetch>[0]]>([
  ['a redirect', reply('', 302, { location: 'https://evil.example/?BODY-SECRET' }), {}],
  ['a timeout', () => undefined, { timeout: 50 }],
  ['a body that is too large', reply('BODY-SECRET'), { maxBytes: 1 }],
  ['a reset', (response) => response.socket?.resetAndDestroy(), {}],
])('says nothing of query, headers or body after %s', async (_, handler, bounds) => {
  const { message } = await failureOf(handler, bounds);
  expect(message).toContain(origin);
  expect(message).not.toMatch(/SECRET|\/token/);
});

it("passes the caller's own reason on when the caller aborts", async () => {
  const caller = new AbortController();
  const reason = new Error('no longer wanted');
  server.handler = () => caller.abort(reason);
  await expect(boundedFetch()(server.url(), { signal: caller.signal })).rejects.toBe(reason);
});

it('uses the fetch given and refuses redirects in it', async () => {
  const seen: [string, RequestInit | undefined][] = [];
  const fetch = async (url: unknown, init?: RequestInit) => {
    seen.push([String(url), init]);
    return new Response('{}');
  };
  await boundedFetch({ fetch: fetch as typeof globalThis.fetch })('https://op.example/keys');
  expect(seen).toEqual([['https://op.example/keys', expect.objectContaining({ redirect: 'manual' })]]);
});
