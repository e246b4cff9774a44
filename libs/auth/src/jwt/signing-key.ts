import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** RFC 7518 §3.3 and §3.4, RFC 8037 §3.1: what a key of each type must be like to be relied on. */
const RELIABLE: Readonly<Record<string, (key: KeyObject) => boolean>> = {
  rsa: ({ asymmetricKeyDetails: { modulusLength = 0, publicExponent = 1n } = {} }) =>
    modulusLength >= 2048 && publicExponent > 1n && publicExponent % 2n === 1n,
  ec: ({ asymmetricKeyDetails }) => /^(prime256v1|secp384r1|secp521r1)$/.test(asymmetricKeyDetails?.namedCurve ?? ''),
  ed25519: () => true,
};

/** RFC 7518 §6.2.2, §6.3.2 and §6.4.1: whoever reads one of them can sign. */
export const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * The public key of an entry of a key set, if signatures can be checked with it. What is not understood is passed over
 * (RFC 7517 §5); so are symmetric keys, keys for encryption, weak ones, and those whose private part is published.
 */
export function signingKeyOf(entry: JsonWebKey): KeyObject | undefined {
  const { use = 'sig', key_ops = ['verify'] } = entry;
  if (use !== 'sig' || !Array.isArray(key_ops) || !key_ops.includes('verify')) return undefined;
  if (PRIVATE_MEMBERS.some((name) => entry[name] !== undefined)) return undefined;
  const key = importedKey(entry);
  return key && RELIABLE[key.asymmetricKeyType ?? '']?.(key) ? key : undefined;
}

function importedKey(entry: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: entry, format: 'jwk' });
  } catch {
    return undefined;
  }
}
