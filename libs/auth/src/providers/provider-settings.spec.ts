import { fileURLToPath } from 'node:url';
import { faultsOf, settingsOf } from '../../test/settings-of.js';
import { Secret } from '../client-credentials/secret.js';
import type { KindName } from './registry.js';

const HERE = fileURLToPath(import.meta.url);
const OIDC = { issuer: 'https://op.example', audience: 'api://students' };
const URL_FAULT = 'must be an https URL (http only on a loopback address), without credentials or fragment';

const COMMON = {
  algorithms: ['RS256'],
  assertionAudience: 'issuer',
  audience: ['api://students'],
  basicEncoding: 'encoded',
  clockTolerance: 60,
  dpop: false,
  keysMaxStale: 3_600,
  senderConstrained: 'accepted',
  relaxAudience: false,
  sendX5c: false,
};

it.each<[KindName, object, object]>([
  [
    'oidc',
    OIDC,
    {
      tokenTypes: ['at+jwt'],
      clientClaim: 'client_id',
      permissionClaims: ['scope', 'scp', 'roles', 'permissions'],
      audienceOptional: false,
      introspection: 'off',
    },
  ],
  ['local', OIDC, { introspection: 'off' }],
  ['auth0', { ...OIDC, issuer: 'https://x.auth0.com/' }, {}],
  [
    'azure',
    { ...OIDC, issuer: 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0' },
    { assertionAudience: 'token_endpoint', assertionAlgorithm: 'PS256' },
  ],
])('fills in the defaults of %s', (kind, values, own) => {
  expect(settingsOf(kind, { ...values })).toEqual({
    ...COMMON,
    ...values,
    audience: ['api://students'],
    name: kind,
    kind,
    ...own,
  });
});

it('reads every common setting from text', () => {
  const values = {
    ...OIDC,
    jwksUrl: 'https://op.example/keys',
    tokenUrl: 'https://op.example/token',
    clientId: 'portero',
    clientSecretFile: HERE,
    clientSecretExpires: '2027-01-31',
    clientAuthMethod: 'client_secret_post',
    basicEncoding: 'raw',
    assertionAudience: 'token_endpoint',
    assertionAlgorithm: 'ES256',
    sendX5c: 'false',
    dpop: 'on',
    audience: 'a, b',
    relaxAudience: 'true',
    scope: 'read write',
    clockTolerance: '0',
    keysMaxStale: '0',
    algorithms: 'ES256, PS256',
    callers: 'one, two',
    signInClientId: 'portero-operator',
    signInClientSecret: 'SIGN-IN',
  };
  const settings = settingsOf('local', values);
  expect(settings.signInClientSecret?.reveal()).toBe('SIGN-IN');
  expect(settings).toEqual({
    ...values,
    name: 'local',
    kind: 'local',
    introspection: 'off',
    clientSecretExpires: new Date('2027-01-31'),
    sendX5c: false,
    dpop: true,
    audience: ['a', 'b'],
    relaxAudience: true,
    clockTolerance: 0,
    senderConstrained: 'accepted',
    keysMaxStale: 0,
    algorithms: ['ES256', 'PS256'],
    callers: ['one', 'two'],
    signInClientSecret: expect.any(Secret),
  });
});

it.each<[string, Record<string, unknown>, string[]]>([
  ['no issuer', { issuer: undefined }, ['issuer is required: such as https://<host>/<path>']],
  ['an http issuer', { issuer: 'http://op.example' }, [`issuer ${URL_FAULT}`]],
  ['an http key set', { jwksUrl: 'http://op.example/keys' }, [`jwksUrl ${URL_FAULT}`]],
  ['an http token endpoint', { tokenUrl: 'http://op.example/token' }, [`tokenUrl ${URL_FAULT}`]],
  ['no audience', { audience: undefined }, ['audience is required: what the tokens for this API carry as aud']],
  [
    'alg none',
    { algorithms: 'none' },
    ['algorithms must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519'],
  ],
  [
    'a symmetric algorithm',
    { algorithms: 'RS256,HS256' },
    ['algorithms must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519'],
  ],
  ['no algorithm', { algorithms: ',' }, ['algorithms must name at least one']],
  ['too much tolerance', { clockTolerance: '301' }, ['clockTolerance must be whole seconds from 0 to 300']],
  ['a flag that is none', { relaxAudience: 'yes' }, ['relaxAudience must be true or false (or on, off)']],
  [
    'a secret of no sign-in client',
    { signInClientSecret: 'SECRET' },
    ['signInClientId is required with the secret of a sign-in client'],
  ],
  ['a setting of another kind', { v1Issuer: 'https://x.example/' }, ['v1Issuer is not a setting of kind oidc']],
  ['a name of the prototype', { constructor: 'x' }, ['constructor is not a setting of kind oidc']],
])('finds fault with %s', (_, changes, faults) => {
  expect(faultsOf('oidc', { ...OIDC, ...changes })).toEqual(faults);
});

it('finds every fault at once', () => {
  const values = { clientId: '', clientSecret: 'SECRET', clockTolerance: 'x', algorithms: 'none', unknown: 1 };
  expect(faultsOf('oidc', values)).toEqual([
    'unknown is not a setting of kind oidc',
    'issuer is required: such as https://<host>/<path>',
    'clientId must not be empty',
    'clockTolerance must be whole seconds from 0 to 300',
    'algorithms must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519',
    'clientId is required with a client secret',
    'audience is required: what the tokens for this API carry as aud',
  ]);
});

it.each([
  [
    'in production without callers',
    true,
    {},
    ['callers is required in production while the audience is relaxed: list the client ids that may call'],
  ],
  ['in production with callers', true, { callers: 'one' }, []],
  ['in development', false, {}, []],
])('lets the audience be relaxed %s or says what is amiss', (_, production, changes, faults) => {
  expect(faultsOf('local', { ...OIDC, audience: undefined, relaxAudience: 'true', ...changes }, production)).toEqual(
    faults,
  );
});
