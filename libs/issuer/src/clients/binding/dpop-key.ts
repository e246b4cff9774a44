import { calculateJwkThumbprint, decodeProtectedHeader, type JWK } from 'jose';

const TYPES: readonly unknown[] = ['EC', 'RSA', 'OKP'];

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Whether the `jwk` of a proof is an asymmetric key with nothing private in it (RFC 9449 §4.3). */
export function isPublicJwk(jwk: unknown): jwk is JWK {
  if (typeof jwk !== 'object' || jwk === null) return false;
  return TYPES.includes((jwk as JWK).kty) && !PRIVATE_MEMBERS.some((member) => Object.hasOwn(jwk, member));
}

/** RFC 7638 thumbprint of the key that the first of the `DPoP` headers claims, signed by it or not. */
export async function claimedThumbprint([proof]: readonly string[]): Promise<string | undefined> {
  if (proof === undefined) return undefined;
  try {
    const { jwk } = decodeProtectedHeader(proof);
    return isPublicJwk(jwk) ? await calculateJwkThumbprint(jwk) : undefined;
  } catch {
    return undefined;
  }
}
