import type { Person } from '../options.js';
import type { JsonObject } from './json-object.js';
import type { SignedIn } from './sign-in.js';

/** OpenID Connect Core §5.1, for the scopes `profile` and `email` (§5.4). */
export function personClaims({ person, identityScopes }: SignedIn): JsonObject {
  return {
    ...(identityScopes.includes('profile') && { name: person.name, preferred_username: person.username }),
    ...(identityScopes.includes('email') && emailClaims(person)),
  };
}

export function emailClaims({ email, emailVerified = false }: Person): JsonObject {
  return email === undefined ? {} : { email, email_verified: emailVerified };
}

/** `undefined` for no role, so that the claim is left out. */
export function roleWords({ roles = [] }: Person): readonly string[] | undefined {
  return roles.length > 0 ? roles : undefined;
}
