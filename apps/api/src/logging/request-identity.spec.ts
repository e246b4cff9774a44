import type { IncomingMessage } from 'node:http';
import { requestIdOf, traceIdOf } from './request-identity.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const PROXY = '10.0.0.4';
const fromProxy = (address: string) => address === PROXY;

function request(headers: Record<string, string>, remoteAddress = PROXY): IncomingMessage {
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

it.each(['a', 'Az_09-', 'x'.repeat(64)])("takes a trusted proxy's name for a request: %s", (id) => {
  expect(requestIdOf(request({ 'x-request-id': id }), fromProxy)).toBe(id);
});

it.each(['', 'x'.repeat(65), 'a b', 'a\nb', 'a"b', 'a, b', 'é', 'a.b'])('but not %j', (id) => {
  expect(requestIdOf(request({ 'x-request-id': id }), fromProxy)).toMatch(UUID);
});

it("takes nobody else's, and gives each request another", () => {
  const one = requestIdOf(request({ 'x-request-id': 'mine' }, '203.0.113.7'), fromProxy);
  const other = requestIdOf(request({}), fromProxy);
  expect([one, other]).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
  expect(one).not.toBe(other);
});

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

it.each([
  `00-${TRACE}-${PARENT}-01`,
  `00-${TRACE}-${PARENT}-00`,
  `01-${TRACE}-${PARENT}-01`,
  `cc-${TRACE}-${PARENT}-01-more`,
])('reads the trace of %s (W3C Trace Context §3.2)', (traceparent) => {
  expect(traceIdOf(request({ traceparent }))).toBe(TRACE);
});

it.each([
  '',
  `ff-${TRACE}-${PARENT}-01`,
  `00-${'0'.repeat(32)}-${PARENT}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE.toUpperCase()}-${PARENT}-01`,
  `00-${TRACE}-${PARENT}-01-more`,
  `01-${TRACE}-${PARENT}-01more`,
  `00-${TRACE}-${PARENT}`,
  `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`,
  `00-${TRACE}\n-${PARENT}-01`,
])('finds none in %j', (traceparent) => {
  expect(traceIdOf(request({ traceparent }))).toBeUndefined();
});
