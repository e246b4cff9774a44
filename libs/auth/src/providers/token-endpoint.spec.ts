import { fileURLToPath } from 'node:url';
import { LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock } from '../../test/manual-clock.js';
import { settingsOf } from '../../test/settings-of.js';
import { Discovery } from '../jwt/discovery.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { tokenEndpointOf } from './token-endpoint.js';

const HERE = fileURLToPath(import.meta.url);
const ISSUER = 'https://op.example';
const METADATA = {
  issuer: ISSUER,
  token_endpoint: `${ISSUER}/token`,
  mtls_endpoint_aliases: { token_endpoint: 'https://mtls.op.example/token' },
};

let server: LoopbackServer;

beforeEach(async () => {
  server = await LoopbackServer.start(reply(METADATA));
});

function endpointOf(changes: object = {}) {
  const values = { issuer: ISSUER, audience: 'api://x', clientId: 'portero', clientSecret: 'for tests' };
  const settings = { ...settingsOf('oidc', values), kind: 'oidc' as const, ...changes };
  return tokenEndpointOf(settings, new Discovery(ISSUER, server.url(), boundedFetch(), new ManualClock()));
}

const KEY = { clientSecret: undefined, clientKeyFile: HERE, clientCertFile: HERE };
const TLS = { ...KEY, clientAuthMethod: 'tls_client_auth' };

it.each<[string, object, object, string]>([
  ['a secret', {}, METADATA, 'https://op.example/token'],
  ['a key', KEY, METADATA, 'https://op.example/token'],
  ['TLS', TLS, METADATA, 'https://mtls.op.example/token'],
  ['TLS without aliases', TLS, { ...METADATA, mtls_endpoint_aliases: undefined }, 'https://op.example/token'],
  ['TLS with aliases of others', TLS, { ...METADATA, mtls_endpoint_aliases: {} }, 'https://op.example/token'],
  ['TLS with aliases that are none', TLS, { ...METADATA, mtls_endpoint_aliases: null }, 'https://op.example/token'],
  ['TLS and a URL of its own', { ...TLS, tokenUrl: 'https://own.example/t' }, METADATA, 'https://own.example/t'],
])('is asked by %s where the metadata says (RFC 8705 §5)', async (_, settings, metadata, url) => {
  server.handler = reply(metadata);
  expect(await endpointOf(settings)?.url()).toBe(url);
});

it.each(['http://op.example/token', 7, ['https://op.example/token']])(
  'refuses the alias %j',
  async (token_endpoint) => {
    server.handler = reply({ ...METADATA, mtls_endpoint_aliases: { token_endpoint } });
    await expect(endpointOf(TLS)?.url()).rejects.toMatchObject({
      fault: 'invalid',
      message: 'The metadata of https://op.example has no https token_endpoint',
    });
  },
);

it.each([
  ['a secret', {}, 'client_secret_basic'],
  ['a key', KEY, 'private_key_jwt'],
  ['a federated token', { clientSecret: undefined, federatedTokenFile: HERE }, 'federated'],
  ['what the settings say', { clientAuthMethod: 'client_secret_jwt' }, 'client_secret_jwt'],
  ['what the settings say of a key', TLS, 'tls_client_auth'],
])('goes by %s', (_, settings, method) => {
  expect(endpointOf(settings)?.client.method).toBe(method);
});

it('is none without a client', () => {
  expect(endpointOf({ clientId: undefined })).toBeUndefined();
});

it('has a binding key of its own when tokens are to be bound (RFC 9449)', async () => {
  expect(endpointOf()?.bindingKey).toBeUndefined();
  const keys = [endpointOf({ dpop: true }), endpointOf({ dpop: true })].map((one) => one?.bindingKey?.thumbprint());
  const [one, two] = await Promise.all(keys);
  expect([one, two]).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)]);
  expect(one).not.toBe(two);
});

it('passes on when the proof ends', async () => {
  const end = new Date('2027-01-31');
  expect(await endpointOf({ clientSecretExpires: end })?.credentialExpiry()).toEqual(end);
});
