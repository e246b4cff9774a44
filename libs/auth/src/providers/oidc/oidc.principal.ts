import { clientOf } from '../../jwt/client-of.js';
import type { Claims } from '../../jwt/compact-token.js';
import { type PrincipalMapper, principalOf } from '../../passport/principal.js';

/** A client that acts for itself is its own subject (RFC 9068 §2.2), or Keycloak's service account of it. */
export const oidcPrincipal: PrincipalMapper = (claims, trust) => {
  const client = String(clientOf(claims, trust));
  const machine = claims.sub === client || isServiceAccount(claims, client);
  return principalOf(claims, trust, { kind: machine ? 'system' : 'user' });
};

// A person may choose such a user name; Keycloak sends `client_id` to service accounts only.
function isServiceAccount(claims: Claims, client: string): boolean {
  return claims.client_id === client && claims.preferred_username === `service-account-${client}`;
}
