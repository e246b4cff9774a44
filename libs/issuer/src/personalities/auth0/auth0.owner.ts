import type { Person } from '../../options.js';
import type { JsonObject } from '../json-object.js';
import { nameUuid, URL_NAMESPACE } from '../name-uuid.js';
import { roleWords } from '../person-claims.js';
import type { Grant } from '../personality.js';
import { scopeString } from '../scope.js';

/** Auth0 lets an action add claims, under names that are URLs. */
const ROLES_CLAIM = 'https://portero.example/roles';

/** A person of the database connection: 24 hexadecimal digits. */
export function auth0Subject(issuer: string, { username }: Person): string {
  return `auth0|${nameUuid(URL_NAMESPACE, `${issuer}#${username}`).replaceAll('-', '').slice(0, 24)}`;
}

export function roleClaims(person: Person): JsonObject {
  return { [ROLES_CLAIM]: roleWords(person) };
}

/** What a token tells about its owner: `gty` only of a machine; what a person signed in for is also a scope and an audience. */
export function ownerClaims({ client, api, permissions, signedIn }: Grant, issuer: string): JsonObject {
  if (!signedIn) {
    return {
      sub: `${client.id}@clients`,
      aud: api.identifier,
      scope: scopeString(permissions),
      gty: 'client-credentials',
    };
  }
  const { person, identityScopes } = signedIn;
  return {
    sub: auth0Subject(issuer, person),
    aud: identityScopes.includes('openid') ? [api.identifier, `${issuer}userinfo`] : api.identifier,
    scope: scopeString([...identityScopes, ...permissions]),
    ...roleClaims(person),
  };
}
