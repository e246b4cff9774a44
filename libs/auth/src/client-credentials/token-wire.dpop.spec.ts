import { inspect } from 'node:util';
import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock, START_SECONDS } from '../../test/manual-clock.js';
import { proofIn } from '../../test/proof-in.js';
import { tokenEndpointOf } from '../../test/token-endpoint-of.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { AuthEvents } from '../telemetry/auth-events.js';
import { BindingKey } from './dpop/binding-key.js';
import { MemoryHoldOff } from './hold-off.js';
import { RESILIENCE } from './resilience-options.js';
import { ResilientRequester } from './resilient-requester.js';
import type { TokenEndpoint } from './token-endpoint.js';
import { TokenWire } from './token-wire.js';

const WANTED = { key: 'K', parameters: { scope: 'read:students' } };
const GOOD = { access_token: 'ACCESS-TOKEN', token_type: 'DPoP', expires_in: 3600 };
const clock = new ManualClock();

let server: LoopbackServer;
let bindingKey: BindingKey;

beforeEach(async () => {
  server = await LoopbackServer.start(reply(GOOD));
  bindingKey = new BindingKey(clock);
});

function wireOf(changes: Partial<TokenEndpoint> = {}): TokenWire {
  const endpoint = tokenEndpointOf({ url: async () => server.url('/token?tenant=1'), bindingKey, ...changes });
  return new TokenWire(endpoint, boundedFetch({ timeout: 2_000 }), clock);
}

/** The answers in turn, the last one for good. */
function answers(...handlers: Handler[]): void {
  server.handler = (response, request) => (handlers.length > 1 ? handlers.shift() : handlers[0])?.(response, request);
}

const wantsNonce = (nonce?: string) =>
  reply({ error: 'use_dpop_nonce' }, 400, nonce === undefined ? {} : { 'dpop-nonce': nonce });
const nonces = async () => (await Promise.all(server.requests.map(proofIn))).map(({ claims }) => claims.nonce);

it('asks with a proof of the key (RFC 9449 §5)', async () => {
  expect(await wireOf().request(WANTED)).toEqual({
    accessToken: 'ACCESS-TOKEN',
    lifetime: 3600,
    expiresAt: (START_SECONDS + 3600) * 1000,
    scope: undefined,
  });
  expect(await proofIn(server.requests[0])).toEqual({
    claims: { htm: 'POST', htu: server.url('/token'), iat: START_SECONDS, jti: expect.any(String) },
    thumbprint: await bindingKey.thumbprint(),
  });
});

it('sends no proof without a key', async () => {
  answers(reply({ ...GOOD, token_type: 'Bearer' }));
  await wireOf({ bindingKey: undefined }).request(WANTED);
  expect(server.requests[0]?.headers).not.toHaveProperty('dpop');
});

it.each(['DPoP', 'dpop', 'DPOP'])('takes token_type %s (F-C18)', async (token_type) => {
  answers(reply({ ...GOOD, token_type }));
  expect(await wireOf().request(WANTED)).toMatchObject({ accessToken: 'ACCESS-TOKEN' });
});

const IGNORED = 'The token is a bearer token: the provider ignored the DPoP proof';

it.each([
  ['Bearer', IGNORED],
  ['BEARER', IGNORED],
  ['mac', 'unsupported `token_type` value'],
  [5, '"response" body "token_type" property must be a string'],
  [undefined, '"response" body "token_type" property must be a string'],
])('refuses token_type %s (F-C18)', async (token_type, actual) => {
  answers(reply({ ...GOOD, token_type }));
  const refusal: unknown = await wireOf()
    .request(WANTED)
    .catch((error: unknown) => error);
  expect(refusal).toMatchObject({ reason: 'token_response_invalid', status: 503, actual, cause: undefined });
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toMatch(/ACCESS-TOKEN|CLIENT-SECRET/);
});

describe('a provider that wants a nonce (RFC 9449 §8)', () => {
  it('is asked again once with it, and with it at once from then on', async () => {
    answers(wantsNonce('n1'), reply(GOOD));
    await wireOf().request(WANTED);
    await wireOf().request(WANTED);
    expect(await nonces()).toEqual([undefined, 'n1', 'n1']);
    expect(new Set(server.requests.map(({ headers }) => headers.dpop)).size).toBe(3);
  });

  it('gives the next nonce with a token', async () => {
    answers(wantsNonce('n1'), reply(GOOD, 200, { 'dpop-nonce': 'n2' }));
    await wireOf().request(WANTED);
    await wireOf().request(WANTED);
    expect(await nonces()).toEqual([undefined, 'n1', 'n2']);
  });

  it('is no faulty provider: neither the retries nor the breaker count it', async () => {
    answers(wantsNonce('n1'), reply(GOOD));
    const surroundings = { provider: 'op', holdOff: new MemoryHoldOff(), clock, events: new AuthEvents() };
    const once = new ResilientRequester(wireOf(), surroundings, { ...RESILIENCE, attempts: 1, failures: 1 });
    expect(await once.request(WANTED)).toMatchObject({ accessToken: 'ACCESS-TOKEN' });
    expect([server.requests.length, once.state]).toEqual([2, 'closed']);
  });

  it.each<[string, Handler[], number]>([
    ['refuses the nonce that it gave', [wantsNonce('n1'), wantsNonce('n2')], 2],
    ['tells no nonce', [wantsNonce()], 1],
    ['tells an empty one', [wantsNonce('')], 1],
  ])('is given up when it %s', async (_, handlers, requests) => {
    answers(...handlers);
    await expect(wireOf().request(WANTED)).rejects.toMatchObject({
      reason: 'token_request_refused',
      status: 502,
      error: 'use_dpop_nonce',
      actual: 'status 400, use_dpop_nonce',
    });
    expect(server.requests).toHaveLength(requests);
  });

  it('is not asked again when the caller is gone', async () => {
    const caller = new AbortController();
    const reason = new Error('no longer wanted');
    answers((response, request) => {
      caller.abort(reason);
      wantsNonce('n1')(response, request);
    });
    await expect(wireOf().request(WANTED, caller.signal)).rejects.toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('is not heeded without a key', async () => {
    answers(wantsNonce('n1'));
    const request = wireOf({ bindingKey: undefined }).request(WANTED);
    await expect(request).rejects.toMatchObject({ reason: 'token_request_refused' });
    expect(server.requests).toHaveLength(1);
  });
});

it('does not repeat a request because its answer has a nonce', async () => {
  answers(reply({ error: 'invalid_scope' }, 400, { 'dpop-nonce': 'n1' }));
  await expect(wireOf().request(WANTED)).rejects.toMatchObject({ reason: 'scope_refused' });
  expect(server.requests).toHaveLength(1);
});

it.each([400, 401])('passes on that the proof was refused with a %d', async (status) => {
  answers(reply({ error: 'invalid_dpop_proof', error_description: 'ACCESS-TOKEN' }, status));
  const refusal: unknown = await wireOf()
    .request(WANTED)
    .catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    reason: 'token_request_refused',
    status: 502,
    error: 'invalid_dpop_proof',
    actual: `status ${status}, invalid_dpop_proof`,
  });
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toMatch(/ACCESS-TOKEN|CLIENT-SECRET/);
  expect(server.requests).toHaveLength(1);
});
