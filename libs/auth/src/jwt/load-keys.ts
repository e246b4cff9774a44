import type { JSONWebKeySet } from 'jose';
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
    const usable = Array.isArray(keys) ? keys.filter(isSigningKey) : [];
    const { origin, pathname } = new URL(url);
    if (usable.length === 0)
      throw new OutboundError('invalid', `The key set at ${origin}${pathname} has no signing key`);
    return { keys: usable };
  };
}
