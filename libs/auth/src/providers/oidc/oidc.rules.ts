import type { Claims, TokenContents } from '../../jwt/compact-token.js';
import { shown } from '../../jwt/shown.js';
import type { Rule } from '../../jwt/trust.js';

// Keycloak and Cognito sign ID tokens with the same keys and tell them apart by these claims.
const ACCESS_TOKEN_CLAIMS: Readonly<Record<string, string>> = { typ: 'Bearer', token_use: 'access' };

/** A vendor's own claim for the type of a token, where it sends one, must say that it is an access token. */
export const accessTokenRule: Rule = {
  about: 'use',
  source: 'Keycloak: typ; Amazon Cognito: token_use',
  broken: ({ claims }) => (otherUse(claims) ? 'type_not_allowed' : undefined),
  expected: ({ claims }) => {
    const name = otherUse(claims);
    return name ? `${name}: ${ACCESS_TOKEN_CLAIMS[name]}` : 'that of an access token, where it is told';
  },
  actual: ({ claims }) => {
    const name = otherUse(claims);
    return name ? shown(claims[name]) : 'as expected';
  },
};

function otherUse(claims: Claims): string | undefined {
  return Object.keys(ACCESS_TOKEN_CLAIMS).find(
    (name) => claims[name] !== undefined && claims[name] !== ACCESS_TOKEN_CLAIMS[name],
  );
}

/** An `at+jwt` has `iat` and `jti`, besides what every token must have. */
export const rfc9068Rule: Rule = {
  about: 'claims of an at+jwt',
  source: 'RFC 9068 §2.2',
  broken: (token) => (missingClaims(token).length === 0 ? undefined : 'claim_missing'),
  expected: () => 'iat, jti',
  actual: (token) => {
    const missing = missingClaims(token);
    return missing.length === 0 ? 'all that are due' : `no ${missing.join(', no ')}`;
  },
};

function missingClaims({ header, claims }: TokenContents): string[] {
  if (typeof header.typ !== 'string' || !/(^|\/)at\+jwt$/i.test(header.typ)) return [];
  return ['iat', 'jti'].filter((name) => claims[name] === undefined);
}
