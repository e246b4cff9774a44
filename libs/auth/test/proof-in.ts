import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { ReceivedRequest } from './loopback-server.js';

export interface SentProof {
  readonly claims: JWTPayload;
  /** RFC 7638 thumbprint of its key. */
  readonly thumbprint: string;
}

/** The DPoP proof of a request, read and not checked. */
export async function proofIn(request: ReceivedRequest | undefined): Promise<SentProof> {
  const proof = String(request?.headers.dpop);
  const { typ, alg, jwk } = decodeProtectedHeader(proof);
  expect({ typ, alg, jwk }).toEqual({
    typ: 'dpop+jwt',
    alg: 'ES256',
    jwk: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
  });
  return { claims: decodeJwt(proof), thumbprint: await calculateJwkThumbprint(jwk ?? {}) };
}
