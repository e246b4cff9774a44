import { LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock } from '../../test/manual-clock.js';
import { settingsOf } from '../../test/settings-of.js';
import { Discovery } from '../jwt/discovery.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import type { ProviderSettings } from './provider-settings.js';
import { signInOf } from './sign-in.js';

const clock = new ManualClock();
const TENANT = '11111111-2222-4333-8444-555555555555';

let server: LoopbackServer;
let issuer: string;
beforeAll(async () => {
  server = await LoopbackServer.start(reply({}));
  issuer = new URL(server.url()).origin;
});

function signIn(values: Readonly<Record<string, unknown>>, metadata: object = {}) {
  server.handler = reply({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    id_token_signing_alg_values_supported: ['HS256', 'none'],
    ...metadata,
  });
  const settings = { ...settingsOf('oidc', { issuer, audience: 'a', ...values }), kind: 'oidc' } as ProviderSettings;
  const fetch = boundedFetch();
  return signInOf(settings, new Discovery(issuer, `${issuer}/.well-known/openid-configuration`, fetch, clock), {
    fetch,
    clock,
  });
}

it('is of no provider that has no client for it', () => {
  expect(signIn({ clientId: 'machine', clientSecret: 'SECRET' })).toBeUndefined();
});

it('takes the endpoints of the metadata, and the algorithms that are accepted here', async () => {
  const client = signIn({ signInClientId: 'page', clockTolerance: '5', algorithms: 'ES256' });
  expect(client).toMatchObject({ clientId: 'page', clockTolerance: 5 });
  expect(await client?.server()).toEqual({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    authorization_response_iss_parameter_supported: false,
    id_token_signing_alg_values_supported: ['ES256'],
  });
});

it('takes the endpoints that were told instead, and expects an issuer in answers where one is announced', async () => {
  const told = { tokenUrl: 'https://op.example/token', jwksUrl: 'https://op.example/keys' };
  const client = signIn({ signInClientId: 'page', ...told }, { authorization_response_iss_parameter_supported: true });
  expect(await client?.server()).toMatchObject({
    token_endpoint: told.tokenUrl,
    jwks_uri: told.jwksUrl,
    authorization_response_iss_parameter_supported: true,
  });
});

it.each([
  ['no authorization endpoint', { authorization_endpoint: undefined }, 'authorization_endpoint'],
  ['one without TLS', { authorization_endpoint: 'http://op.example/authorize' }, 'authorization_endpoint'],
  ['one that is a script', { authorization_endpoint: 'javascript:alert(1)' }, 'authorization_endpoint'],
  ['no key set', { jwks_uri: undefined }, 'jwks_uri'],
])('has no server with %s', async (_, metadata, name) => {
  await expect(signIn({ signInClientId: 'page' }, metadata)?.server()).rejects.toMatchObject({
    fault: 'invalid',
    message: `The metadata of ${issuer} has no https ${name}`,
  });
});

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

it.each<[string, Record<string, unknown>, Record<string, string>, string | null]>([
  ['by its name alone', {}, { client_id: 'page/1' }, null],
  ['by HTTP Basic', { signInClientSecret: 'a+b' }, {}, basic('page%2F1:a%2Bb')],
  ['by HTTP Basic as it is', { signInClientSecret: 'a+b', basicEncoding: 'raw' }, {}, basic('page/1:a+b')],
])('tells who the client is %s', async (_, values, form, authorization) => {
  const client = signIn({ signInClientId: 'page/1', ...values });
  const [body, headers] = [new URLSearchParams(), new Headers()];
  await client?.authenticate({ issuer }, { client_id: client.clientId }, body, headers);
  expect([Object.fromEntries(body), headers.get('authorization')]).toEqual([form, authorization]);
});

it('proves the client as its kind does it', async () => {
  const values = { issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`, audience: 'a' };
  const settings = { ...settingsOf('azure', { ...values, signInClientId: 'page', signInClientSecret: 'SECRET' }) };
  const discovery = new Discovery(values.issuer, issuer, boundedFetch(), clock);
  const client = signInOf(settings as ProviderSettings, discovery, { fetch: boundedFetch(), clock });
  const [body, headers] = [new URLSearchParams(), new Headers()];
  await client?.authenticate({ issuer: values.issuer }, { client_id: 'page' }, body, headers);
  expect(Object.fromEntries(body)).toEqual({ client_id: 'page', client_secret: 'SECRET' });
  expect(headers.get('authorization')).toBeNull();
});
