import type { Issuer, MintOverrides } from '@portero/issuer';
import { API, API_ID, CLIENT } from '../provider-environments.js';
import { attacks, badToken, LET_IN, NO_PERMISSION, type Verdict } from './attack.js';

const OTHER_TENANT = '99999999-2222-4333-8444-555555555555';

type Changes = (issuer: Issuer) => NonNullable<MintOverrides['claims']>;

const minted =
  (personality: 'azure-v1' | 'azure-v2') =>
  (claims: Changes, overrides: MintOverrides = {}) => ({
    mint: (issuer: Issuer) => issuer.mint(personality, { ...overrides, claims: claims(issuer) }),
  });
const v1 = minted('azure-v1');
const v2 = minted('azure-v2');

const v2Issuer = ({ endpoints }: Issuer) => endpoints['azure-v2'].issuer;
const v1Issuer = ({ endpoints }: Issuer) => endpoints['azure-v1'].issuer;

const tenants = attacks<Issuer>({ ...badToken('tenant_mismatch'), source: 'CVE-2025-55241' }, [
  { id: 'entra-tid-other', sent: 'the id of another tenant', ...v2(() => ({ tid: OTHER_TENANT })) },
  { id: 'entra-tid-other-v1', sent: 'the id of another tenant in a v1 token', ...v1(() => ({ tid: OTHER_TENANT })) },
  { id: 'entra-tid-empty', sent: 'an empty tenant', ...v2(() => ({ tid: '' })) },
  { id: 'entra-tid-null', sent: 'a tenant that is null', ...v2(() => ({ tid: null })) },
  { id: 'entra-tid-list', sent: 'the tenant in a list', ...v2(({ tenant }) => ({ tid: [tenant] })) },
  { id: 'entra-tid-prefix', sent: 'a part of the tenant', ...v2(({ tenant }) => ({ tid: tenant.slice(0, -1) })) },
  { id: 'entra-tid-braces', sent: 'the tenant in braces', ...v2(({ tenant }) => ({ tid: `{${tenant}}` })) },
  { ...badToken('claim_missing'), id: 'entra-tid-missing', sent: 'no tenant', ...v2(() => ({ tid: undefined })) },
]);

const issuers = attacks<Issuer>({ ...badToken('issuer_unknown'), source: 'RFC 7519 §4.1.1' }, [
  {
    id: 'entra-iss-common',
    sent: 'the issuer of common',
    ...v2((issuer) => ({ iss: v2Issuer(issuer).replace(issuer.tenant, 'common') })),
  },
  {
    id: 'entra-iss-organizations',
    sent: 'the issuer of organizations',
    ...v2((issuer) => ({ iss: v2Issuer(issuer).replace(issuer.tenant, 'organizations') })),
  },
  {
    id: 'entra-iss-template',
    sent: 'the template of the metadata',
    source: 'Entra ID: {tenantid}',
    ...v2((issuer) => ({ iss: v2Issuer(issuer).replace(issuer.tenant, '{tenantid}') })),
  },
  {
    id: 'entra-iss-tenant',
    sent: 'the issuer of another tenant',
    source: 'CVE-2025-55241',
    ...v2((issuer) => ({ iss: v2Issuer(issuer).replace(issuer.tenant, OTHER_TENANT) })),
  },
  { id: 'entra-iss-slash', sent: 'a slash behind the v2 issuer', ...v2((issuer) => ({ iss: `${v2Issuer(issuer)}/` })) },
  {
    id: 'entra-iss-v1-no-slash',
    sent: 'no slash behind the v1 issuer',
    ...v1((issuer) => ({ iss: v1Issuer(issuer).replace(/\/$/, '') })),
  },
  {
    id: 'entra-iss-capitals',
    sent: 'the tenant in capitals',
    ...v2((issuer) => ({ iss: v2Issuer(issuer).replace(issuer.tenant, issuer.tenant.toUpperCase()) })),
  },
  {
    id: 'entra-iss-b2c',
    sent: 'the issuer of a user flow',
    ...v2((issuer) => ({ iss: v2Issuer(issuer).replace('/v2.0', '/B2C_1_signin/v2.0') })),
  },
]);

const keyUnknown: Verdict = badToken('key_unknown');

const versions = attacks<Issuer>({ ...badToken('claim_missing'), source: 'Entra ID: access token versions' }, [
  {
    ...keyUnknown,
    id: 'entra-v1-under-v2',
    sent: 'a v1 token under the v2 issuer',
    ...v1((issuer) => ({ iss: v2Issuer(issuer), azp: CLIENT })),
  },
  {
    ...keyUnknown,
    id: 'entra-v2-under-v1',
    sent: 'a v2 token under the v1 issuer',
    ...v2((issuer) => ({ iss: v1Issuer(issuer), appid: CLIENT })),
  },
  {
    ...keyUnknown,
    id: 'entra-v2-key-of-auth0',
    sent: 'a v2 token by a key of another issuer',
    ...v2(() => ({}), { signedBy: 'auth0' }),
  },
  {
    id: 'entra-v2-appid',
    sent: 'appid in place of azp in a v2 token',
    ...v2(() => ({ azp: undefined, appid: CLIENT })),
  },
  { id: 'entra-v1-azp', sent: 'azp in place of appid in a v1 token', ...v1(() => ({ appid: undefined, azp: CLIENT })) },
  {
    id: 'entra-id-token',
    sent: 'an ID token for the registration of the API',
    source: 'OpenID Connect Core §2',
    ...v2(() => ({ aud: API_ID, azp: undefined, nonce: 'n', name: 'Ada', roles: undefined })),
  },
  {
    id: 'entra-id-token-v1',
    sent: 'a v1 ID token for the registration of the API',
    source: 'OpenID Connect Core §2',
    ...v1(() => ({ aud: API_ID, appid: undefined, nonce: 'n', roles: undefined })),
  },
  {
    ...badToken('type_not_allowed'),
    id: 'entra-typ-missing',
    sent: 'no type',
    ...v2(() => ({}), { header: { typ: undefined } }),
  },
  {
    ...badToken('type_not_allowed'),
    id: 'entra-typ-pop',
    sent: 'a signed request',
    source: 'Entra ID: SHR',
    ...v2(() => ({}), { header: { typ: 'pop' } }),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'entra-graph',
    sent: 'a token for Microsoft Graph',
    source: 'RFC 8725 §3.9',
    ...v1(() => ({ aud: 'https://graph.microsoft.com' })),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'entra-graph-id',
    sent: 'a token for the id of Microsoft Graph',
    source: 'RFC 8725 §3.9',
    ...v2(() => ({ aud: '00000003-0000-0000-c000-000000000000' })),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'entra-aud-scope',
    sent: 'the scope for an audience',
    ...v2(() => ({ aud: `${API}/.default` })),
  },
  { ...badToken('claim_invalid'), id: 'entra-azp-number', sent: 'an azp that is a number', ...v2(() => ({ azp: 7 })) },
]);

const callers = attacks<Issuer>({ ...NO_PERMISSION, target: '/students', source: 'Entra ID: app roles' }, [
  { id: 'entra-roles-missing', sent: 'no roles', ...v2(() => ({ roles: undefined })) },
  { id: 'entra-roles-other', sent: 'other roles', ...v2(() => ({ roles: ['read:student', 'READ:STUDENTS'] })) },
  {
    id: 'entra-roles-comma',
    sent: 'roles in a text with commas',
    ...v2(() => ({ roles: 'read:students,write:students' })),
  },
  { id: 'entra-wids', sent: 'a role of the directory', ...v2(() => ({ roles: undefined, wids: ['read:students'] })) },
  {
    id: 'entra-scp-other',
    sent: 'a token of a person with another scope',
    ...v2(() => ({ roles: undefined, scp: 'openid profile' })),
  },
  {
    ...LET_IN,
    id: 'entra-scp-user',
    sent: 'a token of a person with the scope',
    ...v2(() => ({ roles: undefined, scp: 'read:students', oid: 'person', idtyp: 'user' })),
  },
  { ...LET_IN, id: 'entra-roles-text', sent: 'the role in a text', ...v2(() => ({ roles: 'read:students' })) },
  { ...LET_IN, id: 'entra-idtyp-odd', sent: 'an idtyp that is a number', ...v2(() => ({ idtyp: 7 })) },
  {
    ...LET_IN,
    id: 'entra-ver-other',
    sent: 'another ver, which the issuer and its keys decide',
    ...v2(() => ({ ver: '1.0' })),
  },
  {
    ...LET_IN,
    id: 'entra-tid-capitals',
    sent: 'the tenant in capitals, a GUID',
    source: 'RFC 9562 §4',
    ...v2(({ tenant }) => ({ tid: tenant.toUpperCase() })),
  },
  { ...LET_IN, id: 'entra-v1-good', sent: 'a v1 token', ...v1(() => ({})) },
]);

export const ENTRA = [...tenants, ...issuers, ...versions, ...callers];
