import { type webcrypto } from 'node:crypto';
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** What stands in a proof; a member that is `undefined` is left out. */
export interface ProofChanges {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A client's key, and proofs by it, made by jose. */
export interface ProofKey {
  readonly jwk: JWK;
  readonly thumbprint: string;
  readonly pair: webcrypto.CryptoKeyPair;
  prove(claims: object, changes?: ProofChanges): Promise<string>;
}

export async function proofKey(alg = 'ES256'): Promise<ProofKey> {
  const pair = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(pair.publicKey);
  return {
    jwk,
    pair,
    thumbprint: await calculateJwkThumbprint(jwk),
    prove: (claims, changes = {}) =>
      new CompactSign(Buffer.from(JSON.stringify({ ...claims, ...changes.claims })))
        .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk, ...changes.header })
        .sign(pair.privateKey, { crit: { 'urn:example': true } }),
  };
}
