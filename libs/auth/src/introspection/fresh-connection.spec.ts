import { Agent, type Dispatcher } from 'undici';
import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { OutboundError } from '../outbound/outbound-error.js';
import { onceMoreAfterReset } from './fresh-connection.js';

const fetch = boundedFetch();

let server: LoopbackServer;
/** The port that each request came from: one connection, one port. */
let ports: (number | undefined)[];
/** What each attempt was given to connect by. */
let given: (Dispatcher | undefined)[];

/** Fails as told, then answers. */
function failing(...faults: Handler[]): Handler {
  return (response, request) => {
    ports.push(response.socket?.remotePort);
    (faults.shift() ?? reply({}))(response, request);
  };
}

const reset: Handler = (response) => response.socket?.resetAndDestroy();
const closedInBody: Handler = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('half');
  setTimeout(() => response.socket?.destroy(), 20);
};

beforeEach(async () => {
  ports = [];
  given = [];
  server = await LoopbackServer.start(failing());
});

const ask = () =>
  onceMoreAfterReset((dispatcher) => {
    given.push(dispatcher);
    return fetch(server.url(), { method: 'POST', body: 'a=1', dispatcher } as RequestInit);
  });

it.each<[string, Handler]>([
  ['a reset', reset],
  ['a close in the body', closedInBody],
])('asks once more after %s, on a connection of its own (F-A07)', async (_, fault) => {
  await Promise.all(Array.from({ length: 8 }, ask));
  const kept = ports;
  [ports, given] = [[], []];
  server.handler = failing(fault);
  expect((await ask()).status).toBe(200);
  expect(ports).toHaveLength(2);
  expect([...kept, ports[0]]).not.toContain(ports[1]);
  expect(given).toEqual([undefined, expect.any(Agent)]);
  expect(given[1]).toMatchObject({ destroyed: true });
  expect(server.requests.at(-1)?.body).toBe('a=1');
});

it('gives up after the second reset', async () => {
  server.handler = failing(reset, reset);
  await expect(ask()).rejects.toMatchObject({ fault: 'unreachable' });
  expect(ports).toHaveLength(2);
});

it.each([
  ['a server that is not there', new OutboundError('unreachable', 'x', { cause: { cause: { code: 'ECONNREFUSED' } } })],
  ['a timeout', new OutboundError('timeout', 'x', { cause: { cause: { code: 'ECONNRESET' } } })],
  ['an error without a cause', new OutboundError('unreachable', 'x')],
  ['an error of another kind', new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })],
])('does not ask again after %s', async (_, error) => {
  let asked = 0;
  const failed = onceMoreAfterReset(() => {
    asked += 1;
    return Promise.reject(error);
  });
  await expect(failed).rejects.toBe(error);
  expect(asked).toBe(1);
});
