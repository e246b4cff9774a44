import { clientOf } from '../jwt/client-of.js';
import type { Trust } from '../jwt/trust.js';

export type Claims = Readonly<Record<string, unknown>>;

/** Who called, in the same words for every provider. */
export interface Principal {
  readonly kind: 'system' | 'user';
  /** Name of the provider instance. */
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly clientId: string;
  readonly permissions: ReadonlySet<string>;
  readonly tenant?: string;
  /** How the client proved itself to the provider, where the token tells. */
  readonly clientAuth?: 'secret' | 'certificate' | 'public';
  readonly tokenId?: string;
  readonly expiresAt: Date;
  readonly claims: Claims;
}

export type PrincipalMapper = (claims: Claims, trust: Trust) => Principal;

/** What a provider tells in its own way. */
export type PrincipalTraits = Pick<Principal, 'kind' | 'tenant' | 'clientAuth'> & { tokenId?: unknown };

export function principalOf(
  claims: Claims,
  trust: Trust,
  { tokenId = claims.jti, ...traits }: PrincipalTraits,
): Principal {
  return {
    ...traits,
    provider: trust.provider,
    issuer: trust.issuer,
    subject: String(claims.sub),
    clientId: String(clientOf(claims, trust)),
    permissions: new Set(trust.permissionClaims.flatMap((path) => wordsAt(claims, path))),
    tokenId: typeof tokenId === 'string' ? tokenId : undefined,
    expiresAt: new Date(Number(claims.exp) * 1000),
    claims,
  };
}

/** The words of a claim: an array of strings, or a string of words with blanks between (RFC 6749 §3.3). */
function wordsAt(claims: Claims, path: string): string[] {
  const value = path.split('.').reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), claims);
  if (typeof value === 'string') return value.split(' ').filter(Boolean);
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
