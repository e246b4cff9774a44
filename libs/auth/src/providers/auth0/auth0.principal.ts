import { clientOf } from '../../jwt/client-of.js';
import { type PrincipalMapper, principalOf } from '../../passport/principal.js';

/** A client that acts for itself has the grant type in `gty`, and its id with `@clients` for a subject. */
export const auth0Principal: PrincipalMapper = (claims, trust) => {
  const machine = claims.gty === 'client-credentials' || claims.sub === `${clientOf(claims, trust)}@clients`;
  return principalOf(claims, trust, { kind: machine ? 'system' : 'user' });
};
