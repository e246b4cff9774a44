import { type KeyObject, verify } from 'node:crypto';
import type { CompactToken } from './compact-token.js';
import { signatureAlgorithm } from './signature-algorithms.js';

/**
 * Whether this key made the signature of a token, by the token's own `alg` (RFC 7515 §5.2). Whether that `alg` is
 * accepted is for a rule to say.
 *
 * In this thread: it costs 22 µs for RSA of 2048 bits, and half of what a round trip to WebCrypto's threads does.
 */
export function isSignedBy(key: KeyObject, { header, signed, signature }: CompactToken): boolean {
  const algorithm = signatureAlgorithm(header.alg);
  if (!algorithm?.fits(key)) return false;
  return verify(algorithm.digest, Buffer.from(signed, 'latin1'), algorithm.input(key), signature);
}
