import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { type Answer, type Form, postForm, tokenForm } from './http-client.js';
import { NOW_SECONDS } from './running-issuer.js';

type Members = Readonly<Record<string, unknown>>;

export interface ProofKey {
  readonly key: Parameters<SignJWT['sign']>[0];
  readonly alg: string;
  /** Public. */
  readonly jwk: JWK;
  readonly privateJwk: JWK;
  /** Thumbprint. */
  readonly jkt: string;
}

export async function proofKey(alg = 'ES256'): Promise<ProofKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  const privateJwk = await exportJWK(privateKey);
  return { key: privateKey, alg, jwk, privateJwk, jkt: await calculateJwkThumbprint(jwk) };
}

/** A proof for a token request that is accepted, unless a member is changed; `undefined` removes one. */
export function proof({ key, alg, jwk }: ProofKey, htu: string, claims: Members = {}, header: Members = {}) {
  const good = { jti: randomUUID(), htm: 'POST', htu, iat: NOW_SECONDS };
  return (
    new SignJWT(JSON.parse(JSON.stringify({ ...good, ...claims })))
      .setProtectedHeader(JSON.parse(JSON.stringify({ typ: 'dpop+jwt', alg, jwk, ...header })))
      // A critical extension that this side understands.
      .sign(key, { crit: { x: true } })
  );
}

/** A token request at `oidc` with a `DPoP` header. */
export function postWithProof(url: string, dpop: string, changes: Form = {}): Promise<Answer> {
  return postForm(url, { ...tokenForm('oidc'), ...changes }, { dpop });
}
