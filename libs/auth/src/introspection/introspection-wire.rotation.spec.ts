import { inspect } from 'node:util';
import { introspectionEndpointOf } from '../../test/introspection-endpoint-of.js';
import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock } from '../../test/manual-clock.js';
import { SecretRotation } from '../client-credentials/authentication/secret-rotation.js';
import type { Client } from '../client-credentials/token-endpoint.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { IntrospectionWire } from './introspection-wire.js';

const INVALID_CLIENT = reply({ error: 'invalid_client' }, 401);

let server: LoopbackServer;
let secrets: string[];
let switches: number;

beforeEach(async () => {
  secrets = ['current', 'next'];
  switches = 0;
  server = await LoopbackServer.start(INVALID_CLIENT);
});

const sent = (name: string) => server.requests.map(({ body }) => new URLSearchParams(body).get(name));

/** An issuer that takes one secret and answers to any other. */
const taking =
  (secret: string, otherwise: Handler = INVALID_CLIENT): Handler =>
  (response, request) => {
    const good = new URLSearchParams(request.body).get('client_secret') === secret;
    (good ? reply({ active: true, client_id: 'caller' }) : otherwise)(response, request);
  };

function rotating(client: Partial<Client> = {}) {
  const url = async () => server.url();
  const endpoint = introspectionEndpointOf({ url, client: { secrets: async () => secrets, ...client } });
  const rotation = new SecretRotation(endpoint.client, () => {
    switches += 1;
  });
  const wire = new IntrospectionWire(endpoint, rotation, boundedFetch(), new ManualClock());
  return { rotation, ask: () => wire.claimsOf('OPAQUE-TOKEN') };
}

it('asks once with the first secret while it works', async () => {
  server.handler = taking('current');
  await rotating().ask();
  expect([sent('client_secret'), switches]).toEqual([['current'], 0]);
});

it('tries the other one once when the first is refused, remembers it, and tells', async () => {
  server.handler = taking('next');
  const { ask, rotation } = rotating();
  expect(await ask()).toMatchObject({ client_id: 'caller' });
  await ask();
  expect([sent('client_secret'), switches]).toEqual([['current', 'next', 'next'], 1]);
  expect(inspect(rotation, { depth: null, showHidden: true })).not.toContain('next');
});

it('goes back when the issuer does, and forgets a secret that is there no more', async () => {
  const { ask } = rotating();
  server.handler = taking('next');
  await ask();
  server.handler = taking('current');
  await ask();
  secrets = ['newest'];
  server.handler = taking('newest');
  await ask();
  expect([sent('client_secret'), switches]).toEqual([['current', 'next', 'next', 'current', 'newest'], 2]);
});

it('gives up when both are refused, and says nothing of either', async () => {
  const refusal: unknown = await rotating()
    .ask()
    .catch((error: unknown) => error);
  expect(refusal).toMatchObject({ reason: 'client_refused', actual: 'status 401, invalid_client' });
  expect(inspect(refusal, { depth: null, showHidden: true })).not.toMatch(/current|next/);
  expect([sent('client_secret'), switches]).toEqual([['current', 'next'], 0]);
});

it.each<[string, Handler, string]>([
  ['an inactive token', reply({ active: false }), 'token_inactive'],
  ['an issuer that is down', reply('', 503), 'provider_unavailable'],
  ['an issuer that asks for patience', reply('', 429), 'provider_throttled'],
  ['an answer that is none', reply('{'), 'token_response_invalid'],
])('does not spend the other secret on %s', async (_, handler, reason) => {
  server.handler = handler;
  await expect(rotating().ask()).rejects.toMatchObject({ reason });
  expect(sent('client_secret')).toEqual(['current']);
});

it('has nothing to switch to with one secret', async () => {
  secrets = ['current'];
  await expect(rotating().ask()).rejects.toMatchObject({ reason: 'client_refused' });
  expect(sent('client_secret')).toEqual(['current']);
});

it('leaves a method without a secret alone', async () => {
  server.handler = reply({ active: true });
  const unread = () => Promise.reject(new Error('no secret was to be read'));
  await rotating({ method: 'federated', read: async () => 'a.b.c', secrets: unread }).ask();
  expect([sent('client_id'), sent('client_assertion'), sent('token')]).toEqual([
    ['portero'],
    ['a.b.c'],
    ['OPAQUE-TOKEN'],
  ]);
});
