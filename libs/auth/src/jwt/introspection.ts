import type { Claims } from './compact-token.js';

/** Asks an issuer about its tokens (RFC 7662). */
export interface Introspection {
  /**
   * The claims of an active token, in the form of a JWT's.
   *
   * @throws {Refusal} `token_inactive`, `issuer_unknown`, `type_not_allowed` or `introspection_unavailable`
   */
  claimsOf(token: string): Promise<Claims>;
}
