import type { TokenParameters } from '../clients/token-request.js';
import { scopeTokens } from './scope.js';

/** OpenID Connect Core §3.1.2.1 and §5.4: scopes that are about the person, and are granted. */
export const IDENTITY_SCOPES = ['openid', 'profile', 'email'] as const;

/** Those of the standard that are known, and passed over: here are no such claims and no refresh tokens (§5.4, §11). */
const PASSED_OVER: readonly string[] = ['address', 'phone', 'offline_access'];

/** The scopes asked for that are about the person. */
export function identityScopes(parameters: TokenParameters): readonly string[] {
  const asked = scopeTokens(parameters.get('scope'));
  return IDENTITY_SCOPES.filter((name) => asked.includes(name));
}

/** The others: permissions on an API. */
export function apiScopes(parameters: TokenParameters): readonly string[] {
  const known: readonly string[] = [...IDENTITY_SCOPES, ...PASSED_OVER];
  return scopeTokens(parameters.get('scope')).filter((name) => !known.includes(name));
}

/** A request for these permissions only. */
export function withScopes(parameters: TokenParameters, scopes: readonly string[]): TokenParameters {
  return new Map([...parameters, ['scope', scopes.join(' ')]]);
}
