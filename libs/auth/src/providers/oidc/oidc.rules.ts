import { shown } from '../../jwt/shown.js';
import type { Rule } from '../../jwt/trust.js';

// Keycloak and Cognito sign ID tokens with the same keys and tell them apart by these claims.
const ACCESS_TOKEN_CLAIMS: Readonly<Record<string, string>> = { typ: 'Bearer', token_use: 'access' };

/** A vendor's own claim for the type of a token, where it sends one, must say that it is an access token. */
export const accessTokenRule: Rule = ({ claims }) => {
  for (const [name, expected] of Object.entries(ACCESS_TOKEN_CLAIMS)) {
    if (claims[name] === undefined || claims[name] === expected) continue;
    return { reason: 'type_not_allowed', expected: `${name}: ${expected}`, actual: shown(claims[name]) };
  }
  return undefined;
};

/** An `at+jwt` has `iat` and `jti`, besides what every token must have (RFC 9068 §2.2). */
export const rfc9068Rule: Rule = ({ header, claims }) => {
  if (!/(^|\/)at\+jwt$/i.test(String(header.typ))) return undefined;
  const missing = ['iat', 'jti'].filter((name) => claims[name] === undefined);
  return missing.length > 0 ? { reason: 'claim_missing', expected: missing.join(', '), actual: 'absent' } : undefined;
};
