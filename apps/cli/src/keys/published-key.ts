import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';

/** An entry of a key set (RFC 7517 §4), as it was published. */
export type Entry = JsonWebKey & { readonly issuer?: unknown };

export interface PublishedKey {
  readonly kid?: string;
  readonly type: string;
  /** Bits of the modulus, or the name of the curve. */
  readonly size?: string;
  readonly alg?: string;
  /** Since when its certificate is valid, where it has one: the provider tells no other age. */
  readonly since?: string;
}

/** RFC 7518 §6.2.2, §6.3.2 and §6.4.1. */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

export function describe(entry: Entry): PublishedKey {
  const { modulusLength, namedCurve } = keyOf(entry)?.asymmetricKeyDetails ?? {};
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : undefined);
  const size = modulusLength ? `${modulusLength} bits` : (namedCurve ?? text(entry.crv));
  return { kid: text(entry.kid), type: text(entry.kty) ?? 'none', size, alg: text(entry.alg), since: since(entry) };
}

/** Why no signature is checked with an entry, whatever the algorithm; `undefined` when that may be. */
export function flawOf(entry: Entry): string | undefined {
  const { use = 'sig', key_ops = ['verify'], kty } = entry;
  if (use !== 'sig') return 'it is for encryption (use)';
  if (!Array.isArray(key_ops) || !key_ops.includes('verify')) return 'it is not for verifying (key_ops)';
  if (kty === 'oct') return 'it is a shared secret, and published: replace it at the provider';
  if (PRIVATE.some((name) => entry[name] !== undefined))
    return 'its private part is published: replace it at the provider';
  const key = keyOf(entry);
  if (!key) return 'it cannot be read';
  const { modulusLength = 2048 } = key.asymmetricKeyDetails ?? {};
  return modulusLength < 2048 ? 'it has fewer than 2048 bits (RFC 7518 §3.3)' : undefined;
}

function keyOf(key: Entry): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function since({ x5c }: Entry): string | undefined {
  const [first]: unknown[] = Array.isArray(x5c) ? x5c : [];
  try {
    const { validFrom } = new X509Certificate(Buffer.from(String(first), 'base64'));
    return new Date(validFrom).toISOString().slice(0, 10);
  } catch {
    return undefined;
  }
}
