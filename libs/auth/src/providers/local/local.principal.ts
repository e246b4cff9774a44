import { type PrincipalMapper, principalOf } from '../../passport/principal.js';

/** RFC 9068 §2.2: a client that acts for itself is its own subject. */
export const localPrincipal: PrincipalMapper = (claims, trust) =>
  principalOf(claims, trust, { kind: claims.sub === claims.client_id ? 'system' : 'user' });
