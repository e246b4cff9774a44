import { attacks, badToken, LET_IN, NO_PERMISSION } from './attack.js';
import { published, rsaKey } from './attack-keys.js';
import { startForgedService } from './attacked-service.js';
import type { Forge } from './forge.js';

/** The service as the users of Keycloak set it up. */
export function startKeycloakService(trap: string) {
  const keys = { realm: rsaKey('realm') };
  return startForgedService({
    trap,
    keys,
    signer: keys.realm,
    published: [published(keys.realm, { alg: 'RS256' })],
    header: { typ: 'JWT' },
    claims: {
      typ: 'Bearer',
      azp: 'caller',
      client_id: undefined,
      scope: 'profile email',
      realm_access: { roles: ['read:students'] },
    },
    variables: {
      OIDC_TOKEN_TYPES_oidc: 'jwt',
      OIDC_CLIENT_CLAIM_oidc: 'azp',
      OIDC_PERMISSION_CLAIMS_oidc: 'realm_access.roles',
    },
  });
}

const claims = (changes: object) => ({ mint: ({ token }: Forge) => token({ claims: changes }) });

const types = attacks<Forge>({ ...badToken('type_not_allowed'), source: 'Keycloak: the claim typ' }, [
  {
    id: 'keycloak-id-token',
    sent: 'an ID token for this audience',
    source: 'RFC 8725 §3.12',
    ...claims({ typ: 'ID', nonce: 'n', at_hash: 'h' }),
  },
  { id: 'keycloak-refresh', sent: 'a refresh token', ...claims({ typ: 'Refresh' }) },
  { id: 'keycloak-offline', sent: 'an offline token', ...claims({ typ: 'Offline' }) },
  { id: 'keycloak-logout', sent: 'a logout token', ...claims({ typ: 'Logout' }) },
  { id: 'keycloak-dpop', sent: 'a DPoP token', source: 'RFC 9449 §7.1', ...claims({ typ: 'DPoP' }) },
  { id: 'keycloak-lower', sent: 'bearer in lower case', ...claims({ typ: 'bearer' }) },
  { id: 'keycloak-list', sent: 'Bearer in a list', ...claims({ typ: ['Bearer'] }) },
  { id: 'keycloak-null', sent: 'null', ...claims({ typ: null }) },
  {
    id: 'keycloak-at-jwt',
    sent: 'at+jwt, which is not configured',
    mint: ({ token }) => token({ header: { typ: 'at+jwt' } }),
  },
]);

const others = attacks<Forge>({ ...NO_PERMISSION, target: '/students', source: 'Keycloak: role mappers' }, [
  { id: 'keycloak-roles-none', sent: 'no roles', ...claims({ realm_access: undefined }) },
  { id: 'keycloak-roles-list', sent: 'the roles without their object', ...claims({ realm_access: ['read:students'] }) },
  {
    id: 'keycloak-roles-deeper',
    sent: 'the roles one object deeper',
    ...claims({ realm_access: { roles: { roles: ['read:students'] } } }),
  },
  {
    id: 'keycloak-roles-resource',
    sent: "another client's roles",
    ...claims({ realm_access: {}, resource_access: { other: { roles: ['read:students'] } } }),
  },
  {
    id: 'keycloak-roles-scope',
    sent: 'the word in scope, which is not configured',
    ...claims({ realm_access: {}, scope: 'read:students' }),
  },
  {
    id: 'keycloak-roles-proto',
    sent: 'roles in a prototype',
    source: 'CVE-2024-34273',
    mint: (forge) =>
      forge.token({
        payload: JSON.stringify(forge.claims({ realm_access: 0 })).replace(
          '"realm_access":0',
          '"realm_access":{"__proto__":{"roles":["read:students"]}}',
        ),
      }),
  },
  {
    ...badToken('audience_mismatch'),
    id: 'keycloak-aud-account',
    sent: 'the audience account',
    source: 'Keycloak: audience mappers',
    ...claims({ aud: 'account' }),
  },
  {
    ...badToken('claim_missing'),
    id: 'keycloak-azp-missing',
    sent: 'no azp, and a client_id',
    ...claims({ azp: undefined, client_id: 'caller' }),
  },
  { ...LET_IN, id: 'keycloak-good', sent: 'a token with the role', ...claims({}) },
  { ...LET_IN, id: 'keycloak-typ-missing', sent: 'no claim typ', ...claims({ typ: undefined }) },
]);

export const KEYCLOAK = [...types, ...others];
