import { faultsOf } from '../../../test/settings-of.js';
import { localDefaults } from './local.settings.js';

const SECRET = expect.stringMatching(/^[\w-]{43}$/);

it.each([
  ['nothing is told', {}, 'http://127.0.0.1:4010/oidc', { clientSecret: SECRET }],
  ['the port is told', { LOCAL_ISSUER_PORT: '5010' }, 'http://127.0.0.1:5010/oidc', { clientSecret: SECRET }],
  ['the port is empty', { LOCAL_ISSUER_PORT: '' }, 'http://127.0.0.1:4010/oidc', { clientSecret: SECRET }],
  ['the port is none', { LOCAL_ISSUER_PORT: 'x' }, 'http://127.0.0.1:4010/oidc', { clientSecret: SECRET }],
  ['the port is too high', { LOCAL_ISSUER_PORT: '65536' }, 'http://127.0.0.1:4010/oidc', { clientSecret: SECRET }],
  ['a file has the secret', { OIDC_CLIENT_SECRET_FILE_local: '/run/secret' }, 'http://127.0.0.1:4010/oidc', {}],
  ['a file has a key', { OIDC_CLIENT_KEY_FILE_local: '/run/key' }, 'http://127.0.0.1:4010/oidc', {}],
  ['a file has a token', { OIDC_FEDERATED_TOKEN_FILE_local: '/run/token' }, 'http://127.0.0.1:4010/oidc', {}],
])('knows the embedded issuer when %s', (_, environment, issuer, proof) => {
  expect(localDefaults(environment)).toEqual({
    audience: 'api://portero',
    issuer,
    clientId: 'portero',
    signInClientId: 'portero-operator',
    ...proof,
  });
});

it('makes up a secret of its own every time', () => {
  expect(localDefaults({}).clientSecret).not.toBe(localDefaults({}).clientSecret);
});

it('knows no client of an issuer that runs elsewhere', () => {
  expect(localDefaults({ OIDC_ISSUER_local: 'http://127.0.0.1:9/oidc' })).toEqual({ audience: 'api://portero' });
});

it('has defaults without fault', () => {
  expect(faultsOf('local', localDefaults({}))).toEqual([]);
});

it('finds fault with no audience', () => {
  expect(faultsOf('local', { issuer: 'http://127.0.0.1:4010/oidc' })).toEqual([
    'audience is required: what the tokens for this API carry as aud',
  ]);
});
