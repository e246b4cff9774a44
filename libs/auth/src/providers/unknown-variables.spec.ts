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
  ['OIDC_KNID_partner', 'OIDC_KIND_partner'],
  ['OIDC_RELAX_AUDIENCE_AZURE', 'OIDC_RELAX_AUDIENCE_azure'],
  ['OIDC_CALLERS_Partner', 'OIDC_CALLERS_partner'],
  ['oidc_client_id_azure', 'OIDC_CLIENT_ID_azure'],
])('%s is probably meant to be %s', (variable, meant) => {
  expect(unknownVariables(INSTANCES, { [variable]: 'x' })).toEqual([{ variable, meant, listed: true }]);
});

it.each([
  ['OIDC_CLIENT_ID_azure2', 'OIDC_CLIENT_ID_azure'],
  ['OIDC_ISSUER_azrue', 'OIDC_ISSUER_azure'],
])('%s may be of an instance that is not listed, or meant to be %s', (variable, meant) => {
  expect(unknownVariables(INSTANCES, { [variable]: 'x' })).toEqual([{ variable, meant, listed: false }]);
});

it.each([
  ['OIDC_ISSUER_auth0', false],
  ['OIDC_COLOUR_azure', true],
  ['OIDC_V1_ISSUER_partner', true],
  ['OIDC_', false],
  ['OIDC_ISSUER', false],
])('%s is like nothing we know', (variable, listed) => {
  expect(unknownVariables(INSTANCES, { [variable]: 'x' })).toEqual([{ variable, meant: undefined, listed }]);
});

const AUTH0 = [{ name: 'auth0', kind: 'auth0' }] as const;

it.each([
  ['AUTH0_AUDIENC', 'AUTH0_AUDIENCE'],
  ['AUTH0_CLIENT_SECERT', 'AUTH0_CLIENT_SECRET'],
  ['auth0_domain', 'AUTH0_DOMAIN'],
])('%s is probably meant to be %s, while the instance is named like its kind', (variable, meant) => {
  expect(unknownVariables(AUTH0, { [variable]: 'x' })).toEqual([{ variable, meant, listed: true }]);
  expect(unknownVariables([{ name: 'main', kind: 'auth0' }], { [variable]: 'x' })).toEqual([]);
});

it.each(['AUTH0_DOMAIN', 'AUTH0_MANAGEMENT_TOKEN', 'AUTH0_'])('%s is an alias, or none of ours', (variable) => {
  expect(unknownVariables(AUTH0, { [variable]: 'x' })).toEqual([]);
});

it('without any instance nothing is near', () => {
  expect(unknownVariables([], { OIDC_ISSUER_azure: 'x' })).toEqual([
    { variable: 'OIDC_ISSUER_azure', meant: undefined, listed: false },
  ]);
});
