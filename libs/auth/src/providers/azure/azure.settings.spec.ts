import { fileURLToPath } from 'node:url';
import { faultsOf } from '../../../test/settings-of.js';
import { issuerParts, isTenantTemplate } from './azure.settings.js';

const TENANT = '11111111-2222-4333-8444-555555555555';
const AUTHORITY = 'https://login.microsoftonline.com';
const GOOD = { issuer: `${AUTHORITY}/${TENANT}/v2.0`, audience: 'api://students' };
const COMMON = { ...GOOD, issuer: `${AUTHORITY}/common/v2.0`, tenants: TENANT };
const CLIENT = { clientId: 'portero', clientSecret: 'for tests' };

const NOT_V2 = 'issuer must be the v2 issuer, https://login.microsoftonline.com/<tenant>/v2.0 (no slash at the end)';
const NOT_A_TENANT = 'issuer must name the tenant by its id (a GUID), because tokens do';
const NO_AUDIENCE = "audience is required: the API's App ID URI, such as api://<application id>, or its application id";

it.each([
  ['one tenant', GOOD],
  ['one tenant in capitals', { ...GOOD, issuer: `${AUTHORITY}/${TENANT.toUpperCase()}/v2.0` }],
  ['a national cloud', { ...GOOD, issuer: `https://login.microsoftonline.us/${TENANT}/v2.0` }],
  ['an authority with a path', { ...GOOD, issuer: `http://127.0.0.1:4010/azure/${TENANT}/v2.0` }],
  ['a client', { ...GOOD, ...CLIENT }],
  ['a v1 issuer of its own', { ...GOOD, v1Issuer: `https://sts.windows.net/${TENANT}/` }],
  ['the template of all tenants and a list', COMMON],
  ['the template of organizations and a list', { ...COMMON, issuer: `${AUTHORITY}/organizations/v2.0` }],
  [
    'a template, a client and a token endpoint',
    { ...COMMON, ...CLIENT, tokenUrl: `${AUTHORITY}/${TENANT}/oauth2/v2.0/token` },
  ],
  [
    'a relaxed audience, a client and a scope',
    { ...GOOD, ...CLIENT, audience: undefined, relaxAudience: 'true', scope: 'api://x/.default' },
  ],
])('takes %s', (_, values) => {
  expect(faultsOf('azure', values)).toEqual([]);
});

it.each<[string, object, string[]]>([
  ['the v1 issuer', { issuer: `https://sts.windows.net/${TENANT}/` }, [NOT_V2]],
  ['a slash at the end', { issuer: `${AUTHORITY}/${TENANT}/v2.0/` }, [NOT_V2]],
  ['no version', { issuer: `${AUTHORITY}/${TENANT}` }, [NOT_V2]],
  ['no tenant', { issuer: `${AUTHORITY}/v2.0` }, [NOT_V2]],
  ['a domain for the tenant', { issuer: `${AUTHORITY}/contoso.onmicrosoft.com/v2.0` }, [NOT_A_TENANT]],
  ['the template of consumers', { issuer: `${AUTHORITY}/consumers/v2.0` }, [NOT_A_TENANT]],
  ['the literal template', { issuer: `${AUTHORITY}/{tenantid}/v2.0` }, [NOT_A_TENANT]],
  [
    'tenants of an issuer of one tenant',
    { tenants: TENANT },
    ['tenants goes with common or organizations in the issuer only: this issuer is of one tenant'],
  ],
  [
    'a tenant that is no GUID',
    { ...COMMON, tenants: `${TENANT},contoso` },
    ['tenants must be tenant ids (GUIDs)', 'tenants is required with common in the issuer: list the tenant ids let in'],
  ],
  [
    'a template without tenants',
    { ...COMMON, tenants: undefined },
    ['tenants is required with common in the issuer: list the tenant ids let in'],
  ],
  [
    'a template with a v1 issuer',
    { ...COMMON, v1Issuer: `https://sts.windows.net/${TENANT}/` },
    ['v1Issuer does not go with common in the issuer: v1 issuers follow from the tenants'],
  ],
  [
    'a template with a client but no token endpoint',
    { ...COMMON, ...CLIENT },
    ['tokenUrl is required to ask for tokens with common in the issuer: the token endpoint of one tenant'],
  ],
  [
    'a template with a client that people sign in with',
    { ...COMMON, signInClientId: 'portero-operator' },
    ['signInClientId does not go with common in the issuer: people sign in at an issuer that is known exactly'],
  ],
  ['no audience', { audience: undefined }, [NO_AUDIENCE]],
  [
    'a client key without its certificate',
    { clientId: 'portero', clientKeyFile: fileURLToPath(import.meta.url) },
    [
      'clientKeyFile must hold a private key in PEM (-----BEGIN PRIVATE KEY-----)',
      'clientCertFile is required with a client key: Entra ID finds the key by its certificate',
    ],
  ],
  [
    'a client without audience and scope',
    { ...CLIENT, audience: undefined, relaxAudience: 'true' },
    ['scope is required to ask for tokens without an audience: <App ID URI>/.default'],
  ],
])('finds fault with %s', (_, changes, faults) => {
  expect(faultsOf('azure', { ...GOOD, ...changes })).toEqual(faults);
});

it.each([
  [`${AUTHORITY}/${TENANT}/v2.0`, { authority: AUTHORITY, tenant: TENANT }],
  [`http://127.0.0.1:1/azure/${TENANT}/v2.0`, { authority: 'http://127.0.0.1:1/azure', tenant: TENANT }],
  [`${AUTHORITY}/v2.0`, undefined],
  [`${AUTHORITY}/${TENANT}/v2.0/x`, undefined],
])('takes %s apart', (issuer, parts) => {
  expect(issuerParts(issuer)).toEqual(parts);
});

it.each([
  [`${AUTHORITY}/common/v2.0`, true],
  [`${AUTHORITY}/organizations/v2.0`, true],
  [`${AUTHORITY}/${TENANT}/v2.0`, false],
  [`${AUTHORITY}/common`, false],
])('%s is a template: %s', (issuer, template) => {
  expect(isTenantTemplate(issuer)).toBe(template);
});
