import { createHash } from 'node:crypto';
import type { TokenEndpoint } from './token-endpoint.js';

/**
 * The hash of everything that shapes a token: a parameter left out would hand out the token of another request.
 *
 * @param bindingKey thumbprint of the key that the token is bound to
 */
export function cacheKey(
  { provider, issuer, fixedUrl = '', client }: TokenEndpoint,
  parameters: Readonly<Record<string, string>>,
  bindingKey?: string,
): string {
  const shape = [
    ['provider', provider],
    ['issuer', issuer],
    ['token_endpoint', fixedUrl],
    ['client_id', client.id],
    ['client_auth_method', client.method],
    ...(bindingKey === undefined ? [] : [['binding_key', bindingKey]]),
    ...Object.entries(parameters).map(([name, value]) => [name, name === 'scope' ? scopeSet(value) : value]),
  ].sort();
  return createHash('sha256').update(JSON.stringify(shape)).digest('base64url');
}

/** Scope is a set: the order of its words means nothing (RFC 6749 §3.3). */
const scopeSet = (scope: string): string => [...new Set(scope.split(' '))].sort().join(' ');
