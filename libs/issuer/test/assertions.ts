import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { TestIdentity } from './certificates.js';
import type { Form } from './http-client.js';
import { CLIENT, NOW_SECONDS } from './running-issuer.js';

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

type Members = Readonly<Record<string, unknown>>;
type SigningKey = Parameters<SignJWT['sign']>[0];

export interface Signer {
  readonly key: SigningKey;
  readonly header: { readonly alg: string } & Members;
  /** Public. */
  readonly jwk: JWK;
}

/** @param kid `undefined`: neither in the header nor in the JWK */
export async function signer(alg: string, kid?: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return {
    key: privateKey,
    header: { alg, ...(kid && { kid }) },
    jwk: { ...(await exportJWK(publicKey)), ...(kid && { kid }) },
  };
}

export function secretSigner(alg: string, secret: string): Omit<Signer, 'jwk'> {
  return { key: Buffer.from(secret), header: { alg } };
}

/** As Entra wants it: the certificate is named by its SHA-256 under PS256, by its SHA-1 under RS256. */
export function certificateSigner({ cert, key }: Pick<TestIdentity, 'cert' | 'key'>, alg: 'PS256' | 'RS256' = 'PS256') {
  const { raw } = new X509Certificate(cert);
  const named =
    alg === 'PS256'
      ? { 'x5t#S256': createHash('sha256').update(raw).digest('base64url') }
      : { x5t: createHash('sha1').update(raw).digest('base64url') };
  return { key: createPrivateKey(key), header: { alg, typ: 'JWT', ...named } };
}

/** An assertion that is accepted, unless a member is changed; `undefined` removes one. */
export function assertion(
  { key, header }: Omit<Signer, 'jwk'>,
  claims: { readonly aud: unknown } & Members,
  headerChanges: Members = {},
): Promise<string> {
  const good = { iss: CLIENT.id, sub: CLIENT.id, iat: NOW_SECONDS, exp: NOW_SECONDS + 60, jti: randomUUID() };
  return new SignJWT(JSON.parse(JSON.stringify({ ...good, ...claims })))
    .setProtectedHeader({ ...header, ...headerChanges })
    .sign(key);
}

/** What a request carries instead of a secret. */
export function asserted(client_assertion: string, changes: Form = {}): Form {
  return { client_secret: undefined, client_assertion_type: ASSERTION_TYPE, client_assertion, ...changes };
}
