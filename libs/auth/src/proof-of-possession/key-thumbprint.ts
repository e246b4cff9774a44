import { hash } from 'node:crypto';

/** RFC 7638 §3.2, RFC 8037 §2: the members that make a key, in the order of the thumbprint. */
const MEMBERS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
  ['RSA', ['e', 'kty', 'n']],
]);

/**
 * The SHA-256 thumbprint of a public key in base64url (RFC 7638 §3).
 *
 * @returns `undefined` for what is no asymmetric key, or lacks a member
 */
export function keyThumbprint(jwk: Readonly<Record<string, unknown>>): string | undefined {
  const names = MEMBERS.get(jwk.kty);
  if (!names?.every((name) => typeof jwk[name] === 'string')) return undefined;
  return hash('sha256', JSON.stringify(Object.fromEntries(names.map((name) => [name, jwk[name]]))), 'base64url');
}
