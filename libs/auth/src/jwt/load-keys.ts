import type { JsonWebKey } from 'node:crypto';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import { fetchJsonObject } from '../outbound/fetch-json.js';
import { OutboundError } from '../outbound/outbound-error.js';
import type { Discovery } from './discovery.js';
import { signingKeyOf } from './signing-key.js';
import type { Trust } from './trust.js';

/** An entry of a key set, and, at Entra ID, the issuer that it may sign for. */
type KeyEntry = JsonWebKey & { readonly issuer?: unknown };

export type KeyEntries = readonly KeyEntry[];

/** How to get an issuer's key set: from the URL given, else from the one its metadata names. */
export function keyLoader(trust: Trust, discovery: Discovery, fetch: BoundedFetch, clock: Clock) {
  return async (): Promise<KeyEntries> => {
    const url = trust.jwksUrl ?? (await discovery.endpoint('jwks_uri'));
    const { keys } = await fetchJsonObject(fetch, url, clock.now());
    const entries = Array.isArray(keys) ? keys.filter(isObject).filter((key) => isKeyOf(key, trust.issuer)) : [];
    // The others are imported when a token asks for them.
    if (entries.some(signingKeyOf)) return entries;
    const { origin, pathname } = new URL(url);
    throw new OutboundError('invalid', `The key set at ${origin}${pathname} has no signing key`);
  };
}

/**
 * Entra ID says of its keys which issuer each may sign for; `{tenantid}` stands for any tenant. A key that says nothing
 * is its publisher's.
 */
function isKeyOf({ issuer }: KeyEntry, trusted: string): boolean {
  if (typeof issuer !== 'string') return issuer === undefined;
  const [before = '', after] = issuer.split('{tenantid}');
  if (after === undefined) return issuer === trusted;
  const tenant = trusted.slice(before.length, trusted.length - after.length);
  return trusted === `${before}${tenant}${after}` && tenant !== '' && !tenant.includes('/');
}

function isObject(entry: unknown): entry is KeyEntry {
  return typeof entry === 'object' && entry !== null;
}
