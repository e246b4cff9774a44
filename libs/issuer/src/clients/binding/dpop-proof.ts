import { calculateJwkThumbprint, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose';
import type { ErrorRow } from '../../refusals/error-catalogue.js';
import { Refusal } from '../../refusals/refusal.js';
import { isPublicJwk } from './dpop-key.js';

/** For `dpop_signing_alg_values_supported` (RFC 9449 §5.1). */
export const DPOP_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];

/** A DPoP proof that the holder of its key signed, for whatever request. */
export interface SignedProof {
  /** RFC 7638 thumbprint of the key. */
  readonly jkt: string;
  readonly claims: JWTPayload;
}

/** @throws Refusal for what is not a DPoP proof (RFC 9449 §4.2) under the key in its header */
export async function signedProof(proof: string, now: number, malformed: ErrorRow): Promise<SignedProof> {
  const verified = await jwtVerify(proof, EmbeddedJWK, {
    algorithms: DPOP_ALGORITHMS,
    typ: 'dpop+jwt',
    currentDate: new Date(now * 1000),
  }).catch(() => undefined);
  const jwk = verified?.protectedHeader.jwk;
  if (!verified || !isPublicJwk(jwk)) throw new Refusal(malformed);
  return { jkt: await calculateJwkThumbprint(jwk), claims: verified.payload };
}
