import { constants, type KeyObject, sign } from 'node:crypto';

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
const p1363 = { dsaEncoding: 'ieee-p1363' } as const;

/** RFC 7518 §3.1 and RFC 8037 §3.1, as far as attacks use them. */
const ALGORITHMS = {
  RS256: { digest: 'sha256', options: {} },
  RS512: { digest: 'sha512', options: {} },
  PS256: { digest: 'sha256', options: pss },
  PS384: { digest: 'sha384', options: pss },
  ES256: { digest: 'sha256', options: p1363 },
  ES384: { digest: 'sha384', options: p1363 },
  ES512: { digest: 'sha512', options: p1363 },
  EdDSA: { digest: null, options: {} },
} as const;

export type SigningAlgorithm = keyof typeof ALGORITHMS;

/** A signature of this algorithm, whatever the header of the token says. */
export function signAs(alg: SigningAlgorithm, input: string, key: KeyObject): Buffer {
  const { digest, options } = ALGORITHMS[alg];
  return sign(digest, Buffer.from(input), { key, ...options });
}
