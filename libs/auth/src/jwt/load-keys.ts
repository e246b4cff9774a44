import type { JSONWebKeySet, JWK } from 'jose';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import { fetchJsonObject } from '../outbound/fetch-json.js';
import { OutboundError } from '../outbound/outbound-error.js';
import type { Discovery } from './discovery.js';
import { isSigningKey } from './signing-key.js';
import type { Trust } from './trust.js';

/** How to get an issuer's key set: from the URL given, else from the one its metadata names. */
export function keyLoader(trust: Trust, discovery: Discovery, fetch: BoundedFetch, clock: Clock) {
  return async (): Promise<JSONWebKeySet> => {
    const url = trust.jwksUrl ?? (await discovery.endpoint('jwks_uri'));
    const { keys } = await fetchJsonObject(fetch, url, clock.now());
    const usable = Array.isArray(keys) ? keys.filter(isSigningKey).filter((key) => isKeyOf(key, trust.issuer)) : [];
    const { origin, pathname } = new URL(url);
    if (usable.length === 0)
      throw new OutboundError('invalid', `The key set at ${origin}${pathname} has no signing key`);
    return { keys: usable };
  };
}

/**
 * Entra ID says of its keys which issuer each may sign for; `{tenantid}` stands for any tenant. A key that says nothing
 * is its publisher's.
 */
function isKeyOf({ issuer }: JWK & { readonly issuer?: unknown }, trusted: string): boolean {
  if (typeof issuer !== 'string') return issuer === undefined;
  const [before = '', after] = issuer.split('{tenantid}');
  if (after === undefined) return issuer === trusted;
  const tenant = trusted.slice(before.length, trusted.length - after.length);
  return trusted === `${before}${tenant}${after}` && tenant !== '' && !tenant.includes('/');
}
