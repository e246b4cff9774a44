import { settingsOf } from '../../../test/settings-of.js';
import type { Claims } from '../../jwt/compact-token.js';
import type { Principal } from '../../passport/principal.js';
import { oidcPrincipal } from './oidc.principal.js';
import { oidcTrusts } from './oidc.trust.js';

const ISSUER = 'https://op.example';
const TIMES = { iss: ISSUER, iat: 1_700_000_000, exp: 1_700_000_300 };

const PRINCIPAL: Omit<Principal, 'claims'> = {
  kind: 'system',
  provider: 'oidc',
  issuer: ISSUER,
  subject: 'portero',
  clientId: 'portero',
  permissions: new Set(['read:students']),
  expiresAt: new Date('2023-11-14T22:18:20Z'),
};

function principalOf(settings: object, claims: Claims): Principal {
  const [trust] = oidcTrusts(settingsOf('oidc', { issuer: ISSUER, audience: 'api://students', ...settings }));
  return oidcPrincipal(claims, trust);
}

const RFC9068 = {
  ...TIMES,
  sub: 'portero',
  client_id: 'portero',
  jti: 'J1',
  scope: 'read:students',
  aud: 'api://students',
};

const KEYCLOAK_ROLES = { permissionClaims: 'scope, realm_access.roles, resource_access.students.roles' };
const KEYCLOAK = {
  ...TIMES,
  jti: 'J1',
  aud: 'account',
  sub: 'f3b1c5d7-0000-4000-8000-000000000001',
  typ: 'Bearer',
  azp: 'portero',
  client_id: 'portero',
  preferred_username: 'service-account-portero',
  scope: 'email profile',
  realm_access: { roles: ['offline_access'] },
  resource_access: { students: { roles: ['read:students'] }, account: { roles: ['manage-account'] } },
};
const KEYCLOAK_PRINCIPAL = {
  subject: KEYCLOAK.sub,
  tokenId: 'J1',
  permissions: new Set(['email', 'profile', 'offline_access', 'read:students']),
};

it.each<[string, object, Claims, Partial<Principal>]>([
  ['RFC 9068, a client', {}, RFC9068, { tokenId: 'J1' }],
  ['RFC 9068, a person', {}, { ...RFC9068, sub: 'ada' }, { kind: 'user', subject: 'ada', tokenId: 'J1' }],
  ['RFC 9068, no scope', {}, { ...RFC9068, scope: undefined }, { permissions: new Set(), tokenId: 'J1' }],
  ['Keycloak, a service account', KEYCLOAK_ROLES, KEYCLOAK, KEYCLOAK_PRINCIPAL],
  ['Keycloak, a service account by azp', { ...KEYCLOAK_ROLES, clientClaim: 'azp' }, KEYCLOAK, KEYCLOAK_PRINCIPAL],
  [
    'Keycloak, a person',
    { ...KEYCLOAK_ROLES, clientClaim: 'azp' },
    { ...KEYCLOAK, client_id: undefined, preferred_username: 'ada' },
    { ...KEYCLOAK_PRINCIPAL, kind: 'user' },
  ],
  [
    'Keycloak, a person under the name of a service account',
    { ...KEYCLOAK_ROLES, clientClaim: 'azp' },
    { ...KEYCLOAK, client_id: undefined },
    { ...KEYCLOAK_PRINCIPAL, kind: 'user' },
  ],
  [
    'Keycloak, the service account of another client',
    KEYCLOAK_ROLES,
    { ...KEYCLOAK, preferred_username: 'service-account-other' },
    { ...KEYCLOAK_PRINCIPAL, kind: 'user' },
  ],
  [
    'Okta, a client',
    { clientClaim: 'cid' },
    { ...TIMES, ver: 1, jti: 'AT.1', aud: 'api://default', cid: '0oa1', sub: '0oa1', scp: ['read:students', 'write'] },
    { subject: '0oa1', clientId: '0oa1', tokenId: 'AT.1', permissions: new Set(['read:students', 'write']) },
  ],
  [
    'Okta, a person',
    { clientClaim: 'cid' },
    { ...TIMES, jti: 'AT.1', aud: 'api://default', cid: '0oa1', uid: '00u1', sub: 'ada@example.com', scp: ['openid'] },
    { kind: 'user', subject: 'ada@example.com', clientId: '0oa1', tokenId: 'AT.1', permissions: new Set(['openid']) },
  ],
  [
    'Cognito, a client, without aud',
    { audienceOptional: 'true', callers: 'portero' },
    {
      ...TIMES,
      sub: 'portero',
      token_use: 'access',
      scope: 'students/read',
      client_id: 'portero',
      version: 2,
      jti: 'J1',
    },
    { permissions: new Set(['students/read']), tokenId: 'J1' },
  ],
  [
    'LemonLDAP::NG, a client',
    {},
    {
      ...TIMES,
      aud: ['portero', 'api://students'],
      sub: 'portero',
      client_id: 'portero',
      scope: 'read:students',
      jti: 'J1',
    },
    { tokenId: 'J1' },
  ],
])('maps %s', (_, settings, claims, changes) => {
  expect(principalOf(settings, claims)).toEqual({ ...PRINCIPAL, ...changes, claims });
});

it.each([
  ['words apart by several blanks', 'a  b ', ['a', 'b']],
  ['a list of mixed types', ['a', 7, null, 'b c'], ['a', 'b c']],
  ['a number', 7, []],
  ['an object', { a: true }, []],
  ['null', null, []],
  ['a word said twice', 'a a', ['a']],
])('takes %s for permissions', (_, scope, words) => {
  expect(principalOf({}, { ...RFC9068, scope }).permissions).toEqual(new Set(words));
});

it.each([
  ['a text on the way', 'roles'],
  ['a list on the way', [{ roles: ['x'] }]],
  ['null on the way', null],
  ['nothing on the way', undefined],
])('finds no permissions behind %s', (_, realm_access) => {
  const claims = { ...RFC9068, realm_access };
  expect(principalOf({ permissionClaims: 'realm_access.roles' }, claims).permissions).toEqual(new Set());
});
