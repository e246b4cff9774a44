import type { JWK } from 'jose';
import type { KeySource } from './assertion-rules.js';
import type { ClientAssertion } from './client-assertion.js';

/** The client's registered keys; only the one that `kid` names, when it names one. */
export const keysByKid: KeySource = ({ jwks = [] }, assertion) => keysOfSet(jwks, assertion);

/** The keys of a set that the header of an assertion leaves in question (RFC 7515 §4.1.4, RFC 7517 §4). */
export function keysOfSet(jwks: readonly JWK[], { header: { kid } }: ClientAssertion): readonly JWK[] {
  return jwks.filter((jwk) => (kid === undefined || jwk.kid === kid) && jwk.use !== 'enc');
}
