import { eventually } from '../../test/eventually.js';
import { fakeDateOnly } from '../../test/fake-date.js';
import { builtIntrospection, introspectionOfSettings } from '../../test/introspection-of.js';
import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock, START_SECONDS } from '../../test/manual-clock.js';
import type { Refusal } from '../bearer/refusal.js';

const ACTIVE = { active: true, client_id: 'caller', sub: 'caller', aud: 'api://x', exp: START_SECONDS + 3_600 };

let server: LoopbackServer;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock();
  server = await LoopbackServer.start(reply(ACTIVE));
});

const values = (changes: object = {}) => ({
  issuer: server.url('/op'),
  audience: 'api://x',
  clientId: 'portero',
  clientSecret: 'for tests',
  ...changes,
});

/** An issuer whose metadata has these members. */
const issuerWith =
  (metadata: object, answer: Handler = reply(ACTIVE)): Handler =>
  (response, request) =>
    (request.method === 'GET' ? reply({ issuer: server.url('/op'), ...metadata }) : answer)(response, request);

/** With an endpoint that needs no discovery. */
const asking = (changes: object = {}) =>
  introspectionOfSettings('oidc', values({ introspectionUrl: server.url('/introspect'), ...changes }), clock);

const reasonOf = (request: Promise<unknown>) =>
  request.then(
    () => undefined,
    (error: Refusal) => error.reason,
  );

it('is none while it is off, which it is by default', () => {
  expect(builtIntrospection('oidc', values()).introspection).toBeUndefined();
  expect(builtIntrospection('local', values({ introspection: 'off' })).introspection).toBeUndefined();
});

it.each<[string, 'auth0' | 'azure', string]>([
  ['auth0', 'auth0', 'https://x.eu.auth0.com/'],
  ['azure', 'azure', 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0'],
])('is none of %s', (_, kind, issuer) => {
  expect(builtIntrospection(kind, values({ issuer })).introspection).toBeUndefined();
});

describe('the endpoint', () => {
  it('is the discovered one', async () => {
    server.handler = issuerWith({ introspection_endpoint: server.url('/discovered') });
    await introspectionOfSettings('oidc', values(), clock).claimsOf('token');
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/op/.well-known/openid-configuration',
      '/discovered',
    ]);
  });

  it('is the one of the settings, without discovery', async () => {
    await asking({ introspectionUrl: server.url('/own') }).claimsOf('token');
    expect(server.requests.map(({ target }) => target)).toEqual(['/own']);
  });

  it('is missing in the metadata: the log says so, and the caller tries again later', async () => {
    server.handler = issuerWith({});
    await expect(introspectionOfSettings('oidc', values(), clock).claimsOf('token')).rejects.toMatchObject({
      reason: 'introspection_unavailable',
      actual: `provider_unavailable: The metadata of ${server.url('/op')} has no https introspection_endpoint`,
    });
  });
});

describe('what callers get', () => {
  it.each<[string, Handler, string | undefined]>([
    ['an active token', reply(ACTIVE), undefined],
    ['an inactive one', reply({ active: false }), 'token_inactive'],
    ['one of another issuer', reply({ ...ACTIVE, iss: 'https://x' }), 'issuer_unknown'],
    ['a refresh token', reply({ ...ACTIVE, token_use: 'refresh_token' }), 'type_not_allowed'],
    ['our own wrong secret', reply({ error: 'invalid_client' }, 401), 'introspection_unavailable'],
    ['our own lack of rights', reply('', 403), 'introspection_unavailable'],
    ['a request that is refused', reply({ error: 'invalid_request' }, 400), 'introspection_unavailable'],
    ['a server error', reply('', 500), 'introspection_unavailable'],
    ['HTML', reply('<p>', 200, { 'content-type': 'text/html' }), 'introspection_unavailable'],
    ['truncated JSON', reply('{"active":tr'), 'introspection_unavailable'],
    ['active "true"', reply({ active: 'true' }), 'introspection_unavailable'],
    ['no active', reply({}), 'introspection_unavailable'],
    ['2 MB', reply('x'.repeat(2_000_000)), 'introspection_unavailable'],
    ['a redirect', reply('', 302, { location: '/' }), 'introspection_unavailable'],
    ['two resets', (response) => response.socket?.resetAndDestroy(), 'introspection_unavailable'],
    ['silence', () => undefined, 'introspection_unavailable'],
  ])('after %s', async (_, handler, reason) => {
    server.handler = handler;
    expect(await reasonOf(asking().claimsOf('token'))).toBe(reason);
  });

  it.each([
    ['seconds', '17'],
    ['a date', new Date((START_SECONDS + 17) * 1000).toUTCString()],
  ])('is the patience that the issuer asks for, in %s', async (_, told) => {
    const introspection = asking();
    server.handler = reply('', 503, { 'retry-after': told });
    const refusal = { reason: 'introspection_unavailable', status: 503 };
    await expect(introspection.claimsOf('token')).rejects.toMatchObject({ ...refusal, retryAfter: 17 });
    server.handler = reply(ACTIVE);
    clock.advance(16_000);
    await expect(introspection.claimsOf('other')).rejects.toMatchObject({ ...refusal, retryAfter: 1 });
    expect(server.requests).toHaveLength(1);
    clock.advance(1_000);
    expect(await introspection.claimsOf('token')).toMatchObject({ sub: 'caller' });
  });
});

it('leaves an issuer alone that failed five times, and serves the tokens it knows meanwhile', async () => {
  const setDate = fakeDateOnly(clock.now());
  const introspection = asking();
  await introspection.claimsOf('known');
  server.handler = reply('', 500);
  for (let i = 0; i < 10; i++) expect(await reasonOf(introspection.claimsOf(`${i}`))).toBe('introspection_unavailable');
  expect(server.requests).toHaveLength(6);
  expect(await introspection.claimsOf('known')).toMatchObject({ sub: 'caller' });

  server.handler = reply(ACTIVE);
  clock.advance(10_000);
  setDate(clock.now());
  expect(await introspection.claimsOf('0')).toMatchObject({ sub: 'caller' });
});

it('asks once for 100 requests with one token', async () => {
  const introspection = asking();
  const all = await Promise.all(Array.from({ length: 100 }, () => introspection.claimsOf('token')));
  expect([new Set(all).size, server.requests.length]).toEqual([1, 1]);
});

it('does not let 1,000 made-up tokens through to the issuer at once, nor forget a good one', async () => {
  const introspection = asking();
  await introspection.claimsOf('good');
  const held: (() => void)[] = [];
  server.handler = (response, request) => held.push(() => reply({ active: false })(response, request));
  const refused: string[] = [];
  const flood = Array.from({ length: 1_000 }, async (_, i) => {
    refused.push((await reasonOf(introspection.claimsOf(`made-up-${i}`))) ?? 'let in');
  });

  await eventually(() => expect([refused.length, held.length]).toEqual([936, 32]));
  expect(await introspection.claimsOf('good')).toMatchObject({ sub: 'caller' });
  server.handler = reply({ active: false });
  for (const answer of held) answer();
  await Promise.all(flood);

  expect(new Set(refused.slice(0, 936))).toEqual(new Set(['introspection_unavailable']));
  expect(refused.slice(936)).toEqual(Array(64).fill('token_inactive'));
  expect(server.requests).toHaveLength(65);
});
