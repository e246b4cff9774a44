import { Refusal } from '../bearer/refusal.js';
import { shown } from '../jwt/shown.js';

/** What a token is bound to: the members of its `cnf` claim (RFC 7800 §3.1) that can be checked. */
export interface Confirmation {
  /** Of the key of DPoP proofs: `jkt` (RFC 9449 §6.1). */
  readonly keyThumbprint?: string;
  /** Of the client's certificate: `x5t#S256` (RFC 8705 §3.1). */
  readonly certificateThumbprint?: string;
}

// base64url of a SHA-256; its last letter holds the last four bits, and no stray ones (RFC 4648 §3.5).
const THUMBPRINT = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

const MEMBERS: ReadonlyMap<string, keyof Confirmation> = new Map([
  ['jkt', 'keyThumbprint'],
  ['x5t#S256', 'certificateThumbprint'],
]);

/**
 * Every member binds the token, so one that is not understood is not passed over (RFC 7800 §3.1 leaves it to the
 * application): it may be the one that its issuer relies on.
 *
 * @returns `undefined` for a token that is not bound
 * @throws {Refusal} `claim_invalid`: `cnf` is no object, or a thumbprint is none of SHA-256; `confirmation_unsupported`:
 *   it has another member, such as `jwk` or `kid`, or none
 */
export function confirmationOf(claims: Readonly<Record<string, unknown>>): Confirmation | undefined {
  const { cnf } = claims;
  if (cnf === undefined) return undefined;
  if (typeof cnf !== 'object' || cnf === null || Array.isArray(cnf)) throw invalid('cnf: an object', cnf);

  const members = Object.entries(cnf);
  const names = members.map(([name]) => name);
  if (names.length === 0 || !names.every((name) => MEMBERS.has(name))) {
    throw new Refusal('confirmation_unsupported', {
      expected: `cnf: ${[...MEMBERS.keys()].join(' or ')}`,
      actual: shown(names),
    });
  }
  return Object.fromEntries(members.map(([name, value]) => [MEMBERS.get(name), thumbprint(name, value)]));
}

function thumbprint(name: string, value: unknown): string {
  if (typeof value === 'string' && THUMBPRINT.test(value)) return value;
  throw invalid(`cnf.${name}: the base64url of a SHA-256`, value);
}

function invalid(expected: string, actual: unknown): Refusal {
  return new Refusal('claim_invalid', { expected, actual: shown(actual) });
}
