import { createSecretKey, type KeyObject } from 'node:crypto';

/** AES-256 keys: the first one seals, all of them open. */
export type CacheKeys = readonly [KeyObject, ...KeyObject[]];

const FAULT = 'must be one or two base64 keys of 32 bytes, comma separated: make one with `openssl rand -base64 32`';

/**
 * Reads TOKEN_CACHE_KEY. To rotate: add the new key as second everywhere, then swap the two, then drop the old one.
 * @returns the keys, or a fault that reads on after the name of the variable and shows nothing of the value
 */
export function parseCacheKeys(text: string): { readonly keys: CacheKeys } | { readonly fault: string } {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length > 2 || !parts.every((part) => /^[A-Za-z0-9+/]{43}=$/.test(part))) return { fault: FAULT };
  const [first, ...others] = parts.map((part) => createSecretKey(part, 'base64'));
  return first ? { keys: [first, ...others] } : { fault: FAULT };
}
