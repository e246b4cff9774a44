import { constants, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';

export interface SignatureAlgorithm {
  /** Name of the digest for `node:crypto`; `null` where the algorithm brings its own. */
  readonly digest: string | null;
  /** Whether a key is one for this algorithm: never tried with any other (RFC 8725 §3.1). */
  readonly fits: (key: KeyObject) => boolean;
  readonly input: (key: KeyObject) => VerifyKeyObjectInput;
}

const rsa = ({ asymmetricKeyType }: KeyObject) => asymmetricKeyType === 'rsa';

const on =
  (curve: string) =>
  ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) =>
    asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === curve;

/** RFC 7518 §3.3. */
const pkcs1 = (digest: string): SignatureAlgorithm => ({
  digest,
  fits: rsa,
  input: (key) => ({ key, padding: constants.RSA_PKCS1_PADDING }),
});

/** RFC 7518 §3.5: the salt is as long as the digest. */
const pss = (digest: string): SignatureAlgorithm => ({
  digest,
  fits: rsa,
  input: (key) => ({
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  }),
});

/** RFC 7518 §3.4: R and S as they are, and each digest on its own curve. */
const ecdsa = (digest: string, curve: string): SignatureAlgorithm => ({
  digest,
  fits: on(curve),
  input: (key) => ({ key, dsaEncoding: 'ieee-p1363' }),
});

/** RFC 8037 §3.1. */
const eddsa: SignatureAlgorithm = {
  digest: null,
  fits: ({ asymmetricKeyType }) => asymmetricKeyType === 'ed25519',
  input: (key) => ({ key }),
};

/** Every `alg` that can be accepted, asymmetric only. */
export const SIGNATURE_ALGORITHMS = {
  RS256: pkcs1('sha256'),
  RS384: pkcs1('sha384'),
  RS512: pkcs1('sha512'),
  PS256: pss('sha256'),
  PS384: pss('sha384'),
  PS512: pss('sha512'),
  ES256: ecdsa('sha256', 'prime256v1'),
  ES384: ecdsa('sha384', 'secp384r1'),
  ES512: ecdsa('sha512', 'secp521r1'),
  EdDSA: eddsa,
  // The same under its own name (RFC 9864 §2.2).
  Ed25519: eddsa,
} as const satisfies Record<string, SignatureAlgorithm>;

export type AlgorithmName = keyof typeof SIGNATURE_ALGORITHMS;

export const ALGORITHM_NAMES = Object.keys(SIGNATURE_ALGORITHMS) as [AlgorithmName, ...AlgorithmName[]];

export function signatureAlgorithm(alg: unknown): SignatureAlgorithm | undefined {
  return ALGORITHM_NAMES.includes(alg as AlgorithmName) ? SIGNATURE_ALGORITHMS[alg as AlgorithmName] : undefined;
}
