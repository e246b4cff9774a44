import { API, CLIENT } from '../provider-environments.js';
import type { AttackKey } from './attack-keys.js';
import { signAs } from './sign-as.js';

export interface TokenParts {
  /** Members to set; `undefined` removes one. */
  readonly header?: object;
  /** Members to set; `undefined` removes one. */
  readonly claims?: object;
  /** In place of the header, as it is. */
  readonly headerText?: string | Uint8Array;
  /** In place of the claims, as it is. */
  readonly payload?: string | Uint8Array;
  /** Default: the issuer's first key. */
  readonly key?: AttackKey;
  /** In place of the key's own signature; a text goes out as it is. */
  readonly signature?: (input: string, key: AttackKey) => Uint8Array | string;
}

/** An issuer whose keys are at hand: it signs whatever one likes. */
export interface Forge<Name extends string = string> {
  readonly issuer: string;
  readonly keys: Readonly<Record<Name, AttackKey>>;
  /** A URL of the test that nobody may ask. */
  readonly trap: string;
  /** Seconds since the epoch, and so many more. */
  readonly now: (more?: number) => number;
  readonly claims: (changes?: object) => object;
  readonly token: (parts?: TokenParts) => string;
}

export interface ForgeOptions<Name extends string> {
  readonly issuer: string;
  readonly trap: string;
  readonly keys: Readonly<Record<Name, AttackKey>>;
  readonly signer: AttackKey;
  /** How its honest tokens differ from those of RFC 9068. */
  readonly header?: object;
  readonly claims?: object;
}

export function openForge<Name extends string>(options: ForgeOptions<Name>): Forge<Name> {
  const { issuer, trap, keys, signer } = options;
  const now = (more = 0) => Math.floor(Date.now() / 1000) + more;
  const claims = (changes: object = {}) => ({
    iss: issuer,
    aud: API,
    sub: CLIENT,
    client_id: CLIENT,
    exp: now(300),
    iat: now(),
    jti: crypto.randomUUID(),
    scope: 'read:students',
    ...options.claims,
    ...changes,
  });
  const token = (parts: TokenParts = {}) => {
    const key = parts.key ?? signer;
    const header = { alg: key.alg, typ: 'at+jwt', kid: key.kid, ...options.header, ...parts.header };
    const first = encoded(parts.headerText ?? JSON.stringify(header));
    const input = `${first}.${encoded(parts.payload ?? JSON.stringify(claims(parts.claims)))}`;
    const signature = parts.signature?.(input, key) ?? signAs(key.alg, input, key.privateKey);
    return `${input}.${typeof signature === 'string' ? signature : encoded(signature)}`;
  };
  return { issuer, keys, trap, now, claims, token };
}

export function encoded(part: string | Uint8Array): string {
  return Buffer.from(part as string).toString('base64url');
}
