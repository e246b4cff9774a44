import { inspect } from 'node:util';
import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock, START_SECONDS } from '../../test/manual-clock.js';
import { tokenEndpointOf } from '../../test/token-endpoint-of.js';
import { Refusal } from '../bearer/refusal.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { OutboundError } from '../outbound/outbound-error.js';
import type { TokenEndpoint } from './token-endpoint.js';
import { TokenWire } from './token-wire.js';

const GOOD = { access_token: 'ACCESS-TOKEN', token_type: 'Bearer', expires_in: 3600 };

let server: LoopbackServer;

beforeAll(async () => {
  server = await LoopbackServer.start(reply(GOOD));
});

function ask(handler: Handler, endpoint: Partial<TokenEndpoint> = {}, timeout = 5_000) {
  server.handler = handler;
  const there = tokenEndpointOf({ url: async () => server.url('/token?tenant=1'), ...endpoint });
  const wire = new TokenWire(there, boundedFetch({ timeout }), new ManualClock());
  return wire.request({ key: 'K', parameters: { scope: 'read:students' } });
}

it('asks with one form (RFC 6749 §4.4.2)', async () => {
  await ask(reply(GOOD));
  const { method, target, headers, body } = server.requests.at(-1) ?? {};
  expect([method, target]).toEqual(['POST', '/token?tenant=1']);
  expect(headers).toMatchObject({
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
  });
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'portero',
    client_secret: 'CLIENT-SECRET',
    scope: 'read:students',
  });
});

it.each<[string, object, { lifetime?: number; scope?: string }]>([
  ['a plain one', {}, {}],
  ['token_type bearer (F-C18)', { token_type: 'bearer' }, {}],
  ['token_type BEARER (F-C18)', { token_type: 'BEARER' }, {}],
  ['a granted scope', { scope: 'read:students' }, { scope: 'read:students' }],
  ['an empty scope', { scope: '' }, { scope: '' }],
  ['no expires_in (F-C19)', { expires_in: undefined }, { lifetime: 300 }],
  ['expires_in 0 (F-C20)', { expires_in: 0 }, { lifetime: 0 }],
  ['expires_in "3599" (F-C21)', { expires_in: '3599' }, { lifetime: 3599 }],
  ['expires_in "3600.5" (F-C21)', { expires_in: '3600.5' }, { lifetime: 3600.5 }],
  ['expires_in 1e12 (F-C22)', { expires_in: 1e12 }, { lifetime: 86_400 }],
  ["Entra's further members", { ext_expires_in: 3599, expires_on: '1', resource: 'api://x' }, {}],
])('takes %s', async (_, changes, { lifetime = 3600, scope }) => {
  expect(await ask(reply({ ...GOOD, ...changes }))).toEqual({
    accessToken: 'ACCESS-TOKEN',
    lifetime,
    expiresAt: (START_SECONDS + lifetime) * 1000,
    scope,
  });
});

const PROPERTY = (name: string, problem: string) => `"response" body "${name}" property ${problem}`;

const typed = (type: string) => reply(GOOD, 200, { 'content-type': type });

it.each(['application/json', 'Application/JSON;charset=UTF-8', 'application/json ; charset=utf-8'])(
  'takes a token under the type %s',
  async (type) => {
    expect(await ask(typed(type))).toMatchObject({ accessToken: 'ACCESS-TOKEN' });
  },
);

it.each<[string, Handler, string]>([
  ['HTML', reply('<!doctype html>', 200, { 'content-type': 'text/html' }), 'not application/json'],
  ['a token under another type', typed('text/plain'), 'not application/json'],
  ['a token under a type that begins alike', typed('application/json+x'), 'not application/json'],
  ['a token under a longer type', typed('application/json-seq'), 'not application/json'],
  ['a token under no type', (response) => response.end(JSON.stringify(GOOD)), 'not application/json'],
  ['truncated JSON', reply('{"access_token":"ACCESS-TOKEN"'), 'failed to parse "response" body as JSON'],
  ['nothing', reply(''), 'failed to parse "response" body as JSON'],
  ['null', reply('null'), '"response" body must be a top level object'],
  ['a list', reply([GOOD]), '"response" body must be a top level object'],
  ['a text', reply('"ACCESS-TOKEN"'), '"response" body must be a top level object'],
])('refuses %s (F-C13)', async (_, handler, actual) => {
  await expect(ask(handler)).rejects.toMatchObject({ reason: 'token_response_invalid', status: 503, actual });
});

it.each<[string, object, string]>([
  ['no access_token (F-C16)', { access_token: undefined }, PROPERTY('access_token', 'must be a string')],
  ['an empty access_token (F-C16)', { access_token: '' }, PROPERTY('access_token', 'must not be empty')],
  ['a numeric access_token (F-C16)', { access_token: 7 }, PROPERTY('access_token', 'must be a string')],
  ['no token_type (F-C17)', { token_type: undefined }, PROPERTY('token_type', 'must be a string')],
  ['token_type 5 (F-C18)', { token_type: 5 }, PROPERTY('token_type', 'must be a string')],
  ['token_type mac (F-C18)', { token_type: 'mac' }, 'unsupported `token_type` value'],
  ['token_type DPoP (F-C18)', { token_type: 'DPoP' }, 'The token is not a bearer token'],
  ['a negative expires_in (F-C20)', { expires_in: -1 }, PROPERTY('expires_in', 'must be a non-negative number')],
  ['expires_in "abc" (F-C21)', { expires_in: 'abc' }, PROPERTY('expires_in', 'must be a number')],
  ['expires_in true (F-C21)', { expires_in: true }, PROPERTY('expires_in', 'must be a number')],
  ['expires_in null', { expires_in: null }, PROPERTY('expires_in', 'must be a number')],
  ['a scope that is a list', { scope: ['read'] }, '"response" body "scope" property must be a string'],
])('refuses %s', async (_, changes, actual) => {
  await expect(ask(reply({ ...GOOD, ...changes }))).rejects.toMatchObject({
    reason: 'token_response_invalid',
    status: 503,
    retryAfter: 5,
    expected: 'a token response',
    actual,
  });
});

it('passes the refusal of the provider on (F-C11)', async () => {
  const refused = reply({ error: 'invalid_client', error_codes: [7000215] }, 401);
  await expect(ask(refused)).rejects.toMatchObject({
    reason: 'client_refused',
    status: 502,
    error: 'invalid_client',
    actual: 'status 401, invalid_client, AADSTS7000215',
  });
});

it.each<[string, Handler, string]>([
  ['does not answer (F-C05)', () => undefined, 'did not answer in 500 ms'],
  ['hangs after the headers (F-C06)', (response) => response.writeHead(200).flushHeaders(), 'did not answer in 500 ms'],
  ['resets the connection (F-C07)', (response) => response.socket?.resetAndDestroy(), 'cannot be reached ('],
  ['sends 2 MB (F-C14)', reply('x'.repeat(2_000_000)), 'sent more than 1048576 bytes'],
  ['redirects (F-C15)', reply('', 307, { location: '/' }), 'answered with a redirect, which is not followed'],
])('reports a provider that %s', async (_, handler, problem) => {
  const asked = server.requests.length;
  await expect(ask(handler, {}, 500)).rejects.toMatchObject({
    reason: 'provider_unavailable',
    status: 503,
    retryAfter: 5,
    cause: expect.any(OutboundError),
    expected: 'a token',
    actual: expect.stringContaining(problem),
  });
  expect(server.requests).toHaveLength(asked + 1);
});

it.each([
  ['its refusal to answer', 17, 17],
  ['nothing', undefined, 5],
])('reports a discovery that fails, with the time to try again from %s', async (_, told, retryAfter) => {
  const cause = new OutboundError('status', 'https://op.example answered 503', { status: 503, retryAfter: told });
  await expect(ask(reply(GOOD), { url: async () => Promise.reject(cause) })).rejects.toMatchObject({
    reason: 'provider_unavailable',
    retryAfter,
    cause,
    actual: cause.message,
  });
});

it('passes on that the secret cannot be read', async () => {
  const unreadable = new Refusal('client_secret_unreadable');
  const { client } = tokenEndpointOf({ client: { read: async () => Promise.reject(unreadable) } });
  await expect(ask(reply(GOOD), { client })).rejects.toBe(unreadable);
});

it.each<[string, Handler]>([
  ['a token of another type', reply({ ...GOOD, token_type: 'mac' })],
  ['a lifetime that is none', reply({ ...GOOD, expires_in: 'abc' })],
  ['an error that repeats the secret', reply({ error: 'invalid_client', error_description: 'CLIENT-SECRET' }, 401)],
  ['a connection that is reset', (response) => response.socket?.resetAndDestroy()],
])('gives neither token nor secret away after %s', async (_, handler) => {
  const refusal: unknown = await ask(handler).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toMatch(/ACCESS-TOKEN|CLIENT-SECRET/);
});
