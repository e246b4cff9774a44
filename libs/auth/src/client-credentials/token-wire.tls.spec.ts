import { Agent } from 'undici';
import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock } from '../../test/manual-clock.js';
import { type CertifiedKey, selfSigned } from '../../test/test-certificates.js';
import { tokenEndpointOf } from '../../test/token-endpoint-of.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { TokenWire } from './token-wire.js';

let server: LoopbackServer;
let pair: CertifiedKey;
let agents: Agent[];

beforeAll(async () => {
  server = await LoopbackServer.start(reply({}));
  pair = await selfSigned({ commonName: 'caller' });
});
beforeEach(() => {
  agents = [];
});

function ask(handler: Handler) {
  server.handler = handler;
  const endpoint = tokenEndpointOf({
    url: async () => server.url('/token'),
    client: {
      method: 'tls_client_auth',
      read: async (material) => (material === 'key' ? pair.key : pair.cert),
      mutualTls: async (material) => {
        const agent = new Agent({ connect: { ...material } });
        agents.push(agent);
        return agent;
      },
    },
  });
  return new TokenWire(endpoint, boundedFetch({ timeout: 200 }), new ManualClock()).request({
    key: 'K',
    parameters: {},
  });
}

it('names the client in the body, by its id alone (RFC 8705 §2)', async () => {
  await ask(reply({ access_token: 'T1', token_type: 'Bearer' }));
  const { headers, body } = server.requests.at(-1) ?? {};
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'portero',
  });
  expect(headers?.authorization).toBeUndefined();
});

it.each<[string, Handler]>([
  ['a token', reply({ access_token: 'T1', token_type: 'Bearer' })],
  ['a refusal', reply({ error: 'invalid_client' }, 401)],
  ['no answer', () => undefined],
  ['a reset', (response) => response.socket?.resetAndDestroy()],
])('keeps no connection of an old certificate open after %s', async (_, handler) => {
  await ask(handler).catch(() => undefined);
  expect(agents.map(({ destroyed }) => destroyed)).toEqual([true]);
});
