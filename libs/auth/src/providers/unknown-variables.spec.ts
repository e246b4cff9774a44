import { unknownVariables } from './unknown-variables.js';

const INSTANCES = [
  { name: 'azure', kind: 'azure' },
  { name: 'partner', kind: 'oidc' },
] as const;

it.each([
  'OIDC_ISSUER_azure',
  'OIDC_V1_ISSUER_azure',
  'OIDC_RELAX_AUDIENCE_partner',
  'OIDC_TOKEN_TYPES_partner',
  'OIDC_KIND_partner',
  'OIDC_CLOCK_TOLERANCE',
  'PORT',
  'AUTH0_DOMAIN',
  'MY_OIDC_ISSUER_azure',
])('%s is known, or none of ours', (variable) => {
  expect(unknownVariables(INSTANCES, { [variable]: 'x' })).toEqual([]);
});

it.each([
  ['OIDC_ISUER_azure', 'OIDC_ISSUER_azure'],
  ['OIDC_CLIENT_SECERT_azure', 'OIDC_CLIENT_SECRET_azure'],
  ['OIDC_RELAX_AUDIENCES_partner', 'OIDC_RELAX_AUDIENCE_partner'],
  ['OIDC_RELAXAUDIENCE_azure', 'OIDC_RELAX_AUDIENCE_azure'],
  ['OIDC_ISSUER_azrue', 'OIDC_ISSUER_azure'],
  ['OIDC_KNID_partner', 'OIDC_KIND_partner'],
  ['OIDC_RELAX_AUDIENCE_AZURE', 'OIDC_RELAX_AUDIENCE_azure'],
  ['OIDC_CALLERS_Partner', 'OIDC_CALLERS_partner'],
  ['oidc_client_id_azure', 'OIDC_CLIENT_ID_azure'],
])('%s is probably meant to be %s', (variable, meant) => {
  expect(unknownVariables(INSTANCES, { [variable]: 'x' })).toEqual([{ variable, meant }]);
});

it.each(['OIDC_ISSUER_auth0', 'OIDC_COLOUR_azure', 'OIDC_V1_ISSUER_partner', 'OIDC_', 'OIDC_ISSUER'])(
  '%s is like nothing we know',
  (variable) => {
    expect(unknownVariables(INSTANCES, { [variable]: 'x' })).toEqual([{ variable, meant: undefined }]);
  },
);

it('without any instance nothing is near', () => {
  expect(unknownVariables([], { OIDC_ISSUER_azure: 'x' })).toEqual([
    { variable: 'OIDC_ISSUER_azure', meant: undefined },
  ]);
});
