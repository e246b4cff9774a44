import type { KeyObject, webcrypto } from 'node:crypto';

// RFC 7518 §3.3 to §3.5: RSA keys have 2048 bits at the least, and ES256 is on P-256 alone.
const ALGORITHMS = {
  RS256: { fits: isRsa, parameters: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } },
  PS256: { fits: isRsa, parameters: { name: 'RSA-PSS', hash: 'SHA-256' } },
  ES256: { fits: isP256, parameters: { name: 'ECDSA', namedCurve: 'P-256' } },
};

export type AssertionAlgorithm = keyof typeof ALGORITHMS;

export const ASSERTION_ALGORITHMS = Object.keys(ALGORITHMS) as [AssertionAlgorithm, ...AssertionAlgorithm[]];

/** The algorithm to sign with: the wanted one if the key is good for it, else the first one for its type. */
export function algorithmFor(key: KeyObject, wanted?: AssertionAlgorithm): AssertionAlgorithm | undefined {
  return ASSERTION_ALGORITHMS.find((name) => ALGORITHMS[name].fits(key) && (wanted ?? name) === name);
}

/** The key for WebCrypto, bound to one algorithm. */
export function signingKey(key: KeyObject, algorithm: AssertionAlgorithm): Promise<webcrypto.CryptoKey> {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  return crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHMS[algorithm].parameters, false, ['sign']);
}

function isRsa({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}

function isP256({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
}
