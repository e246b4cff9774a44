import { inspect } from 'node:util';
import { type Handler, LoopbackServer, reply } from '../../../test/loopback-server.js';
import { ManualClock } from '../../../test/manual-clock.js';
import { tokenEndpointOf } from '../../../test/token-endpoint-of.js';
import { boundedFetch } from '../../outbound/bounded-fetch.js';
import { AuthEvents } from '../../telemetry/auth-events.js';
import type { Client } from '../token-endpoint.js';
import { TokenWire } from '../token-wire.js';
import { SecretSwitch } from './secret-switch.js';

const TOKEN = { access_token: 'T1', token_type: 'Bearer', expires_in: 3600 };
const INVALID_CLIENT = reply({ error: 'invalid_client' }, 401);

let server: LoopbackServer;
let events: AuthEvents;
let secrets: string[];

beforeEach(async () => {
  server = await LoopbackServer.start(reply(TOKEN));
  events = new AuthEvents();
  secrets = ['current', 'next'];
});

const sentSecrets = () => server.requests.map(({ body }) => new URLSearchParams(body).get('client_secret'));

/** The provider takes one secret and answers to any other. */
const taking =
  (secret: string, otherwise: Handler = INVALID_CLIENT): Handler =>
  (response, request) =>
    (new URLSearchParams(request.body).get('client_secret') === secret ? reply(TOKEN) : otherwise)(response, request);

function switching(client: Partial<Client> = {}) {
  const endpoint = tokenEndpointOf({
    url: async () => server.url('/token'),
    client: { secrets: async () => secrets, ...client },
  });
  const requester = new SecretSwitch(
    endpoint,
    (there) => new TokenWire(there, boundedFetch(), new ManualClock()),
    events,
  );
  return () => requester.request({ key: 'K', parameters: {} });
}

it('asks once with the first secret while it works', async () => {
  server.handler = taking('current');
  const ask = switching();
  await ask();
  await ask();
  expect(sentSecrets()).toEqual(['current', 'current']);
  expect(events.count('client_secret_switched')).toBe(0);
});

it('tries the other one once when the first is refused, remembers it, and tells', async () => {
  const told: unknown[] = [];
  events.listen((event) => told.push(event));
  server.handler = taking('next');
  const ask = switching();
  expect(await ask()).toMatchObject({ accessToken: 'T1' });
  expect(sentSecrets()).toEqual(['current', 'next']);
  await ask();
  expect(sentSecrets()).toEqual(['current', 'next', 'next']);
  expect(told).toEqual([{ name: 'client_secret_switched', provider: 'op' }]);
});

it('goes back when the provider does', async () => {
  const ask = switching();
  server.handler = taking('next');
  await ask();
  server.handler = taking('current');
  await ask();
  await ask();
  expect(sentSecrets()).toEqual(['current', 'next', 'next', 'current', 'current']);
  expect(events.count('client_secret_switched')).toBe(2);
});

it('forgets a secret that is in the file no more', async () => {
  const ask = switching();
  server.handler = taking('next');
  await ask();
  secrets = ['newest'];
  server.handler = taking('newest');
  await ask();
  expect(sentSecrets()).toEqual(['current', 'next', 'newest']);
});

it('gives up when both are refused, and says nothing of either', async () => {
  server.handler = INVALID_CLIENT;
  const requester = switching();
  const refusal: unknown = await requester().catch((error: unknown) => error);
  expect(refusal).toMatchObject({ reason: 'client_refused', status: 502 });
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toMatch(/current|next/);
  expect(sentSecrets()).toEqual(['current', 'next']);
  expect(events.count('client_secret_switched')).toBe(0);
});

it('has nothing to switch to with one secret', async () => {
  secrets = ['current'];
  server.handler = INVALID_CLIENT;
  await expect(switching()()).rejects.toMatchObject({ reason: 'client_refused' });
  expect(sentSecrets()).toEqual(['current']);
});

it.each<[string, Handler, string]>([
  ['scope_refused', reply({ error: 'invalid_scope' }, 400), 'scope_refused'],
  ['a provider that is down', reply('', 503), 'provider_unavailable'],
  ['a provider that asks for patience', reply('', 429), 'provider_throttled'],
])('does not spend the other secret on %s', async (_, handler, reason) => {
  server.handler = handler;
  await expect(switching()()).rejects.toMatchObject({ reason });
  expect(sentSecrets()).toEqual(['current']);
});

it('passes on what becomes of the second attempt', async () => {
  server.handler = taking('nobody', (response, request) => {
    const first = new URLSearchParams(request.body).get('client_secret') === 'current';
    (first ? INVALID_CLIENT : reply('', 503))(response, request);
  });
  await expect(switching()()).rejects.toMatchObject({ reason: 'provider_unavailable' });
});

it('leaves a method without a secret alone', async () => {
  const secretsOf = () => Promise.reject(new Error('no secret was to be read'));
  await switching({ method: 'federated', read: async () => 'a.b.c', secrets: secretsOf })();
  expect(new URLSearchParams(server.requests[0]?.body).get('client_assertion')).toBe('a.b.c');
});

it('keeps its memory to itself', async () => {
  server.handler = taking('next');
  const requester = new SecretSwitch(
    tokenEndpointOf({ url: async () => server.url(), client: { secrets: async () => secrets } }),
    (there) => new TokenWire(there, boundedFetch(), new ManualClock()),
    events,
  );
  await requester.request({ key: 'K', parameters: {} });
  expect(inspect(requester, { depth: null, showHidden: true })).not.toContain('next');
});
