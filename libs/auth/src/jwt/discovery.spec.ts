import { LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock } from '../../test/manual-clock.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { Discovery } from './discovery.js';

const DAY = 24 * 60 * 60 * 1000;
const ISSUER = 'https://op.example/tenant';
const METADATA = {
  issuer: ISSUER,
  jwks_uri: `${ISSUER}/keys`,
  token_endpoint: `${ISSUER}/token`,
  introspection_endpoint: `${ISSUER}/introspect`,
};
const PATH = '/tenant/.well-known/openid-configuration';

let server: LoopbackServer;
let clock: ManualClock;
let discovery: Discovery;

beforeEach(async () => {
  server = await LoopbackServer.start(reply(METADATA));
  clock = new ManualClock();
  discovery = new Discovery(ISSUER, server.url(PATH), boundedFetch(), clock);
});

it('gives the endpoints of the document', async () => {
  expect(await discovery.endpoint('jwks_uri')).toBe('https://op.example/tenant/keys');
  expect(await discovery.endpoint('token_endpoint')).toBe('https://op.example/tenant/token');
  expect(await discovery.endpoint('introspection_endpoint')).toBe('https://op.example/tenant/introspect');
  expect(server.requests).toMatchObject([{ method: 'GET', target: PATH }]);
});

it('asks once for all who ask at the same time', async () => {
  const found = await Promise.all(Array.from({ length: 100 }, () => discovery.metadata()));
  expect(found).toEqual(Array(100).fill(METADATA));
  expect(server.requests).toHaveLength(1);
});

it('keeps the document for a day', async () => {
  await discovery.metadata();
  clock.advance(DAY - 1);
  await discovery.metadata();
  expect(server.requests).toHaveLength(1);
  clock.advance(1);
  await discovery.metadata();
  expect(server.requests).toHaveLength(2);
});

it('goes on with the old document while the provider fails', async () => {
  await discovery.metadata();
  clock.advance(DAY);
  server.handler = reply({}, 503);
  expect(await discovery.metadata()).toEqual(METADATA);
  expect(server.requests).toHaveLength(2);
});

it('does not keep a failure, which everyone who waits shares', async () => {
  server.handler = reply({}, 503, { 'retry-after': '11' });
  const settled = await Promise.allSettled([discovery.metadata(), discovery.metadata()]);
  expect(settled.map((one) => one.status === 'rejected' && one.reason.details)).toEqual(
    Array(2).fill({ status: 503, retryAfter: 11 }),
  );
  expect(server.requests).toHaveLength(1);
  server.handler = reply(METADATA);
  expect(await discovery.metadata()).toEqual(METADATA);
});

it.each([
  ['another', 'https://evil.example/tenant'],
  ['one with a slash too many', `${ISSUER}/`],
  ['one in another case', 'https://op.example/Tenant'],
  ['a template', 'https://op.example/{tenantid}'],
  ['a list', [ISSUER]],
  ['none', undefined],
])('refuses and does not keep the document of an issuer that is %s (F-A16)', async (_, issuer) => {
  server.handler = reply({ ...METADATA, issuer });
  await expect(discovery.endpoint('jwks_uri')).rejects.toMatchObject({
    fault: 'invalid',
    message: `The metadata at ${server.url(PATH)} is of another issuer than ${ISSUER}`,
  });
  server.handler = reply(METADATA);
  expect(await discovery.endpoint('jwks_uri')).toBe(METADATA.jwks_uri);
});

it.each([
  ['none', undefined],
  ['an http one', 'http://op.example/keys'],
  ['a file', 'file:///keys'],
  ['a relative one', '/keys'],
  ['one with credentials', 'https://user:secret@op.example/keys'],
  ['a list', ['https://op.example/keys']],
])('refuses a jwks_uri that is %s, and still knows the token endpoint (F-A17)', async (_, jwks_uri) => {
  server.handler = reply({ ...METADATA, jwks_uri });
  await expect(discovery.endpoint('jwks_uri')).rejects.toMatchObject({
    fault: 'invalid',
    message: `The metadata of ${ISSUER} has no https jwks_uri`,
  });
  expect(await discovery.endpoint('token_endpoint')).toBe(METADATA.token_endpoint);
});

it('takes an http endpoint on a loopback address', async () => {
  server.handler = reply({ ...METADATA, token_endpoint: 'http://127.0.0.1:4010/token' });
  expect(await discovery.endpoint('token_endpoint')).toBe('http://127.0.0.1:4010/token');
});

it.each(['token_endpoint', 'introspection_endpoint'] as const)('gives the alias of %s, or itself', async (name) => {
  const alias = 'https://mtls.op.example/alias';
  server.handler = reply({ ...METADATA, mtls_endpoint_aliases: { [name]: alias } });
  expect(await discovery.mutualTlsEndpoint(name)).toBe(alias);

  const plain = new Discovery(ISSUER, server.url(PATH), boundedFetch(), clock);
  server.handler = reply({ ...METADATA, mtls_endpoint_aliases: { other_endpoint: alias } });
  expect(await plain.mutualTlsEndpoint(name)).toBe(METADATA[name]);
});

it('says which endpoint a provider lacks', async () => {
  server.handler = reply({ ...METADATA, introspection_endpoint: undefined });
  await expect(discovery.mutualTlsEndpoint('introspection_endpoint')).rejects.toMatchObject({
    fault: 'invalid',
    message: `The metadata of ${ISSUER} has no https introspection_endpoint`,
  });
});
