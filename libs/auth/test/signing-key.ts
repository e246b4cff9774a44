import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';

export interface SigningKey {
  /** As a key set publishes it. */
  readonly jwk: JWK;
  sign(claims: object, header?: object): Promise<string>;
}

/** A new ES256 key and tokens signed by it. */
export async function signingKey(kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  return {
    jwk: { ...(await exportJWK(publicKey)), kid },
    sign: (claims, header = {}) =>
      new CompactSign(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
        .sign(privateKey),
  };
}
