import { Refusal } from '../bearer/refusal.js';
import type { Claims } from '../jwt/compact-token.js';
import { shown } from '../jwt/shown.js';
import { ANSWER_LASTS } from './introspection-limits.js';

/** Members by which servers tell access tokens from others: `token_type` by RFC 7662 §2.2, `token_use` by custom. */
const ACCESS_TOKEN: Readonly<Record<string, readonly string[]>> = {
  token_type: ['bearer', 'dpop'],
  token_use: ['access', 'access_token'],
};

/** Whom and when the answer is from. */
export interface Asked {
  readonly token: string;
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The claims of an introspection response (RFC 7662 §2.2), ready for the rules of a JWT's. `active` is the server's own
 * decision, and most members are optional: without `iss` it is the issuer that was asked; without `exp` the answer lasts
 * as long as it may be used again; without `sub` a client acts for itself, unless a `username` tells of a person.
 *
 * @throws {Refusal} `token_inactive`, `issuer_unknown` or `type_not_allowed`
 */
export function activeClaims({ active, ...members }: Claims, { token, issuer, now }: Asked): Claims {
  if (active !== true) throw new Refusal('token_inactive', { expected: 'active: true', actual: 'active: false' });
  const { iss = issuer, exp = Math.floor(now / 1000) + ANSWER_LASTS } = members;
  if (iss !== issuer) throw new Refusal('issuer_unknown', { expected: `iss: ${issuer}`, actual: shown(iss) });
  checkType(members);

  const client = members.username === undefined ? members.client_id : undefined;
  const { sub = client } = members;
  // Some servers send the token back as its own `jti`, by which it would be named in logs.
  const safe = Object.entries(members).filter(([, value]) => value !== token);
  return { ...Object.fromEntries(safe), iss, exp, ...(sub !== undefined && { sub }) };
}

function checkType(members: Claims): void {
  for (const [name, accepted] of Object.entries(ACCESS_TOKEN)) {
    const { [name]: value } = members;
    if (value === undefined || (typeof value === 'string' && accepted.includes(value.toLowerCase()))) continue;
    throw new Refusal('type_not_allowed', { expected: `${name}: ${accepted.join(' or ')}`, actual: shown(value) });
  }
}
