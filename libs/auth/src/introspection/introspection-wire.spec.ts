import { inspect } from 'node:util';
import { decodeJwt } from 'jose';
import { introspectionEndpointOf } from '../../test/introspection-endpoint-of.js';
import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock, START_SECONDS } from '../../test/manual-clock.js';
import { Refusal } from '../bearer/refusal.js';
import { SecretRotation } from '../client-credentials/authentication/secret-rotation.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { OutboundError } from '../outbound/outbound-error.js';
import type { IntrospectionEndpoint } from './introspection-endpoint.js';
import { IntrospectionWire } from './introspection-wire.js';

const EXP = START_SECONDS + 300;
const GOOD = { active: true, sub: 'caller', client_id: 'caller', exp: EXP };

let server: LoopbackServer;

beforeEach(async () => {
  server = await LoopbackServer.start(reply(GOOD));
});

function ask(handler: Handler, changes: Partial<IntrospectionEndpoint> = {}) {
  server.handler = handler;
  const endpoint = introspectionEndpointOf({ url: async () => server.url('/introspect?tenant=1'), ...changes });
  const rotation = new SecretRotation(endpoint.client, () => undefined);
  const wire = new IntrospectionWire(endpoint, rotation, boundedFetch({ timeout: 200 }), new ManualClock());
  return wire.claimsOf('OPAQUE-TOKEN');
}

it('asks with one form, and the token in nothing else (RFC 7662 §2.1)', async () => {
  expect(await ask(reply(GOOD))).toEqual({ sub: 'caller', client_id: 'caller', exp: EXP, iss: 'https://op.example' });
  expect(server.requests).toHaveLength(1);
  const { method, target, headers, body } = server.requests[0] ?? {};
  expect([method, target]).toEqual(['POST', '/introspect?tenant=1']);
  expect(headers).toMatchObject({
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
  });
  expect(JSON.stringify(headers)).not.toContain('OPAQUE-TOKEN');
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    token: 'OPAQUE-TOKEN',
    token_type_hint: 'access_token',
    client_id: 'portero',
    client_secret: 'CLIENT-SECRET',
  });
});

it.each(['application/json', 'Application/JSON;charset=UTF-8', 'application/json ; charset=utf-8'])(
  'takes an answer of the type %s',
  async (type) => {
    expect(await ask(reply(GOOD, 200, { 'content-type': type }))).toMatchObject({ sub: 'caller' });
  },
);

const typed = (type: string) => reply(GOOD, 200, { 'content-type': type });
const ACTIVE = '"response" body "active" property must be a boolean';

it.each<[string, Handler, string]>([
  ['HTML', reply('<!doctype html>', 200, { 'content-type': 'text/html' }), 'not application/json'],
  ['a signed answer (RFC 9701)', typed('application/token-introspection+jwt'), 'not application/json'],
  ['JSON under another type', typed('text/plain'), 'not application/json'],
  ['JSON under a type that only begins so', typed('application/json+x'), 'not application/json'],
  ['JSON under no type', (response) => response.end(JSON.stringify(GOOD)), 'not application/json'],
  ['truncated JSON', reply('{"active":true,"sub":"caller"'), 'failed to parse "response" body as JSON'],
  ['nothing', reply(''), 'failed to parse "response" body as JSON'],
  ['a list', reply([GOOD]), '"response" body must be a top level object'],
  ['active "true"', reply({ ...GOOD, active: 'true' }), ACTIVE],
  ['active 1', reply({ ...GOOD, active: 1 }), ACTIVE],
  ['active null', reply({ ...GOOD, active: null }), ACTIVE],
  ['no active', reply({ sub: 'caller' }), ACTIVE],
])('refuses %s', async (_, handler, actual) => {
  await expect(ask(handler)).rejects.toMatchObject({ reason: 'token_response_invalid', actual, cause: undefined });
});

it.each<[string, Handler, object]>([
  ['401', reply({ error: 'invalid_client' }, 401), { reason: 'client_refused', actual: 'status 401, invalid_client' }],
  ['401 of a bearer', reply({ error: 'invalid_token' }, 401), { reason: 'client_refused' }],
  ['403', reply('', 403), { reason: 'client_refused', actual: 'status 403' }],
  ['403 access_denied', reply({ error: 'access_denied' }, 403), { reason: 'client_refused' }],
  ['400', reply({ error: 'invalid_request' }, 400), { reason: 'token_request_refused' }],
  ['204', (response) => response.writeHead(204).end(), { reason: 'token_request_refused', actual: 'status 204' }],
  ['500', reply('', 500), { reason: 'provider_unavailable', actual: 'status 500' }],
  ['503 with seconds', reply('', 503, { 'retry-after': '17' }), { reason: 'provider_unavailable', retryAfter: 17 }],
  [
    '429 with a date',
    reply('', 429, { 'retry-after': new Date((START_SECONDS + 42) * 1000).toUTCString() }),
    { reason: 'provider_throttled', retryAfter: 42 },
  ],
])('tells of an answer of %s who is at fault', async (_, handler, facts) => {
  await expect(ask(handler)).rejects.toMatchObject(facts);
});

it.each([
  ['issuer', 'https://op.example'],
  ['token_endpoint', 'https://op.example/token'],
] as const)(
  'makes an assertion for the %s: what a provider wants at its token endpoint, it wants here',
  async (to, aud) => {
    const assertion = { audience: to, sendX5c: false };
    const { client } = introspectionEndpointOf({ client: { method: 'client_secret_jwt', assertion } });
    await ask(reply(GOOD), { client });
    const sent = new URLSearchParams(server.requests[0]?.body).get('client_assertion');
    expect(decodeJwt(sent ?? '')).toMatchObject({ aud, iss: 'portero', sub: 'portero', iat: START_SECONDS });
  },
);

it('makes an assertion anew for the second attempt after a reset', async () => {
  const { client } = introspectionEndpointOf({ client: { method: 'client_secret_jwt' } });
  const answers: Handler[] = [(response) => response.socket?.resetAndDestroy(), reply(GOOD)];
  await ask((response, request) => answers.shift()?.(response, request), { client });
  const ids = server.requests.map(({ body }) => decodeJwt(new URLSearchParams(body).get('client_assertion') ?? '').jti);
  expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
});

const drip: Handler = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

it.each<[string, Handler, string]>([
  ['does not answer', () => undefined, 'did not answer in 200 ms'],
  ['hangs after the headers', (response) => response.writeHead(200).flushHeaders(), 'did not answer in 200 ms'],
  ['sends a blank at a time', drip, 'did not answer in 200 ms'],
  ['sends 2 MB', reply(`"${'x'.repeat(2_000_000)}"`), 'sent more than 1048576 bytes'],
  ['redirects', reply('', 307, { location: '/' }), 'answered with a redirect, which is not followed'],
])('asks a server once that %s', async (_, handler, problem) => {
  await expect(ask(handler)).rejects.toMatchObject({
    reason: 'provider_unavailable',
    cause: expect.any(OutboundError),
    actual: expect.stringContaining(problem),
  });
  expect(server.requests).toHaveLength(1);
});

it('passes on when discovery may be tried again', async () => {
  const cause = new OutboundError('status', 'https://op.example answered 503', { status: 503, retryAfter: 17 });
  const url = () => Promise.reject(cause);
  await expect(ask(reply(GOOD), { url })).rejects.toMatchObject({ retryAfter: 17, actual: cause.message });
});

it.each<[string, Handler]>([
  ['an answer that repeats the token', reply({ active: 'OPAQUE-TOKEN', client_secret: 'CLIENT-SECRET' })],
  ['an error that repeats the secret', reply({ error: 'invalid_client', error_description: 'CLIENT-SECRET' }, 401)],
  ['an error that repeats the token', reply({ error: 'OPAQUE-TOKEN' }, 400)],
  ['a connection that is reset', (response) => response.socket?.resetAndDestroy()],
  ['a redirect', reply('', 302, { location: '/?token=OPAQUE-TOKEN' })],
  ['an inactive token', reply({ active: false, token: 'OPAQUE-TOKEN' })],
])('gives neither token nor secret away after %s', async (_, handler) => {
  const refusal: unknown = await ask(handler).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toMatch(/OPAQUE-TOKEN|CLIENT-SECRET/);
});
