import { KIND_NAMES } from './registry.js';
import { readVariables, variableName, variablesOf } from './variables.js';

it.each([
  ['issuer', 'azure', 'OIDC_ISSUER_azure'],
  ['clientId', 'partner', 'OIDC_CLIENT_ID_partner'],
  ['clientSecretFile', 'auth0', 'OIDC_CLIENT_SECRET_FILE_auth0'],
  ['jwksUrl', 'oidc', 'OIDC_JWKS_URL_oidc'],
  ['v1JwksUrl', 'azure', 'OIDC_V1_JWKS_URL_azure'],
  ['sendX5c', 'azure', 'OIDC_SEND_X5C_azure'],
  ['v1Issuer', 'azure', 'OIDC_V1_ISSUER_azure'],
  ['relaxAudience', 'My_Op2', 'OIDC_RELAX_AUDIENCE_My_Op2'],
])('%s of %s is %s', (setting, instance, variable) => {
  expect(variableName(setting, instance)).toBe(variable);
});

it.each(KIND_NAMES)('every kind, %s too, has the variables of the contract', (kind) => {
  expect(variablesOf({ name: 'x', kind })).toEqual(
    expect.arrayContaining([
      'OIDC_KIND_x',
      'OIDC_ISSUER_x',
      'OIDC_JWKS_URL_x',
      'OIDC_TOKEN_URL_x',
      'OIDC_CLIENT_ID_x',
      'OIDC_CLIENT_SECRET_x',
      'OIDC_CLIENT_SECRET_FILE_x',
      'OIDC_CLIENT_SECRET_EXPIRES_x',
      'OIDC_CLIENT_KEY_FILE_x',
      'OIDC_CLIENT_CERT_FILE_x',
      'OIDC_FEDERATED_TOKEN_FILE_x',
      'OIDC_CLIENT_AUTH_METHOD_x',
      'OIDC_AUDIENCE_x',
      'OIDC_RELAX_AUDIENCE_x',
      'OIDC_SCOPE_x',
      'OIDC_CLOCK_TOLERANCE_x',
      'OIDC_ALGORITHMS_x',
      'OIDC_CALLERS_x',
    ]),
  );
});

it('reads the more specific variables last', () => {
  const environment = {
    OIDC_CLOCK_TOLERANCE: '10',
    OIDC_CLOCK_TOLERANCE_auth0: '20',
    OIDC_ISSUER_auth0: 'https://x.auth0.com/',
    AUTH0_DOMAIN: 'x.auth0.com',
    AUTH0_CLIENT_ID: 'portero',
  };
  expect(readVariables({ name: 'auth0', kind: 'auth0' }, environment)).toEqual([
    { setting: 'clockTolerance', variable: 'OIDC_CLOCK_TOLERANCE', value: '10' },
    { setting: 'issuer', variable: 'AUTH0_DOMAIN', value: 'https://x.auth0.com/' },
    { setting: 'clientId', variable: 'AUTH0_CLIENT_ID', value: 'portero' },
    { setting: 'issuer', variable: 'OIDC_ISSUER_auth0', value: 'https://x.auth0.com/' },
    { setting: 'clockTolerance', variable: 'OIDC_CLOCK_TOLERANCE_auth0', value: '20' },
  ]);
});

it('takes an empty variable for an absent one', () => {
  expect(readVariables({ name: 'oidc', kind: 'oidc' }, { OIDC_ISSUER_oidc: '', OIDC_SCOPE_oidc: undefined })).toEqual(
    [],
  );
});

it("gives the vendor's own names to the instance of the vendor's name only", () => {
  const environment = { AUTH0_DOMAIN: 'x.auth0.com', OIDC_ISSUER_auth0: 'https://y.auth0.com/' };
  expect(readVariables({ name: 'partner', kind: 'auth0' }, environment)).toEqual([]);
});
