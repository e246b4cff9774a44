import { type PrincipalMapper, principalOf } from '../../passport/principal.js';

/** A client that acts for itself has the grant type in `gty`, and a subject that ends in `@clients`. */
export const auth0Principal: PrincipalMapper = (claims, trust) => {
  const machine = claims.gty === 'client-credentials' || String(claims.sub).endsWith('@clients');
  return principalOf(claims, trust, { kind: machine ? 'system' : 'user' });
};
