import { createHash } from 'node:crypto';
import type { Attack } from './attack.js';
import type { ResourceForge } from './resource-server.js';

/** RFC 7800 §3: what a token that is bound to a key says. */
type ConfirmationReason = 'proof_missing' | 'claim_invalid' | 'confirmation_unsupported';

export type ConfirmationAttack = Omit<Attack<ResourceForge>, 'reason' | 'mint' | 'send'> & {
  readonly reason: ConfirmationReason;
  readonly mint: (forge: ResourceForge) => string;
};

const THUMBPRINT = createHash('sha256').update('the key of another').digest('base64url');

function bound(
  reason: ConfirmationReason,
  source: string,
  rows: readonly (readonly [id: string, sent: string, cnf: unknown])[],
): ConfirmationAttack[] {
  return rows.map(([id, sent, cnf]) => ({
    id,
    sent,
    source,
    status: 401,
    error: 'invalid_token',
    reason,
    mint: ({ token }) => token({ claims: { cnf } }),
  }));
}

/** Tokens that are bound to a key, sent as plain Bearer: none may be let in, whatever `cnf` is. */
export const CONFIRMATION: readonly ConfirmationAttack[] = [
  ...bound('proof_missing', 'RFC 9449 §7.2', [
    ['cnf-jkt', 'a token bound by DPoP', { jkt: THUMBPRINT }],
    ['cnf-both', 'a token bound by DPoP and by a certificate', { jkt: THUMBPRINT, 'x5t#S256': THUMBPRINT }],
  ]),
  ...bound('proof_missing', 'RFC 8705 §3', [['cnf-x5t', 'a token bound to a certificate', { 'x5t#S256': THUMBPRINT }]]),
  ...bound('confirmation_unsupported', 'RFC 7800 §3', [
    ['cnf-jwk', 'a token bound to a key', { jwk: { kty: 'EC', crv: 'P-256', x: THUMBPRINT, y: THUMBPRINT } }],
    ['cnf-jwe', 'a token bound to an encrypted key', { jwe: 'a.b.c.d.e' }],
    ['cnf-kid', 'a token bound to the name of a key', { kid: 'rsa' }],
    ['cnf-jku', 'a token bound to a key at a URL', { jku: 'https://keys.example/jwks', kid: 'rsa' }],
    ['cnf-x5t-sha1', 'a token bound by a SHA-1 thumbprint', { x5t: 'dGh1bWI' }],
    ['cnf-case', 'a thumbprint under a name in capitals', { JKT: THUMBPRINT }],
    ['cnf-unknown', 'a token bound in a way that is not known', { bork: true }],
    ['cnf-jkt-unknown-beside', 'a token bound by DPoP and in a way that is not known', { jkt: THUMBPRINT, bork: 1 }],
    ['cnf-proto', 'a thumbprint in a prototype', { ['__proto__']: { jkt: THUMBPRINT } }],
    ['cnf-empty', 'an empty object', {}],
  ]),
  ...bound('claim_invalid', 'RFC 7800 §3.1', [
    ['cnf-null', 'null', null],
    ['cnf-text', 'a text', THUMBPRINT],
    ['cnf-empty-text', 'an empty text', ''],
    ['cnf-number', 'a number', 7],
    ['cnf-false', 'false', false],
    ['cnf-list', 'a list', [{ jkt: THUMBPRINT }]],
    ['cnf-empty-list', 'an empty list', []],
  ]),
  ...bound('claim_invalid', 'RFC 9449 §6.1', [
    ['cnf-jkt-empty', 'an empty thumbprint', { jkt: '' }],
    ['cnf-jkt-null', 'a thumbprint that is null', { jkt: null }],
    ['cnf-jkt-list', 'a thumbprint in a list', { jkt: [THUMBPRINT] }],
    ['cnf-jkt-short', 'a thumbprint that lacks a letter', { jkt: THUMBPRINT.slice(1) }],
    ['cnf-jkt-padded', 'a thumbprint with padding', { jkt: `${THUMBPRINT}=` }],
    ['cnf-jkt-hex', 'a thumbprint in hex', { jkt: Buffer.from(THUMBPRINT, 'base64url').toString('hex') }],
    ['cnf-x5t-number', 'a thumbprint that is a number', { 'x5t#S256': 7 }],
    ['cnf-both-one-empty', 'two thumbprints, of which one is empty', { jkt: THUMBPRINT, 'x5t#S256': '' }],
  ]),
];
