import { hash } from 'node:crypto';
import type { CompactToken } from '../jwt/compact-token.js';
import { shown } from '../jwt/shown.js';
import type { AlgorithmName } from '../jwt/signature-algorithms.js';
import { PRIVATE_MEMBERS } from '../jwt/signing-key.js';
import type { Finding } from '../jwt/trust.js';
import { keyThumbprint } from './key-thumbprint.js';
import type { Nonces } from './nonces.js';
import { normalUri } from './request-uri.js';

/** What a proof must be of. */
export interface ProofDemands {
  readonly method: string;
  /** Normal; `undefined` for a request that no proof can be of. */
  readonly uri: string | undefined;
  readonly token: string;
  readonly keyThumbprint: string;
  /** Seconds since the epoch. */
  readonly now: number;
  readonly nonces?: Nonces;
}

type ProofRule = (proof: CompactToken, demands: ProofDemands) => (Finding & { readonly nonce?: string }) | undefined;

export const PROOF_ALGORITHMS: readonly AlgorithmName[] = [
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'EdDSA',
  'Ed25519',
];

/**
 * Seconds. FAPI 2.0 Security Profile §5.3.2.1 asks to bear clocks that are 10 seconds ahead; a minute is enough for a
 * request under way, and short for whoever has got hold of its proof (RFC 9449 §11.1).
 */
export const PROOF_WINDOW = { past: 60, future: 10 };

const MOST_ID_LETTERS = 256;

const invalid = (expected: string, actual: string) => ({ reason: 'proof_invalid', expected, actual }) as const;

const type: ProofRule = ({ header: { typ } }) =>
  // RFC 7515 §4.1.9: `application/` may be left out, and letter case does not matter.
  typeof typ === 'string' && /^(?:application\/)?dpop\+jwt$/i.test(typ)
    ? undefined
    : invalid('typ: dpop+jwt', shown(typ));

const algorithm: ProofRule = ({ header: { alg } }) =>
  PROOF_ALGORITHMS.includes(alg as AlgorithmName)
    ? undefined
    : invalid(`alg: ${PROOF_ALGORITHMS.join(' or ')}`, shown(alg));

const critical: ProofRule = ({ header: { crit } }) =>
  crit === undefined ? undefined : invalid('no crit header', shown(crit));

/** Of what is in the key nothing is told: it may be private. */
const publicKey: ProofRule = ({ header: { jwk } }) => {
  if (typeof jwk !== 'object' || jwk === null) return invalid('jwk: a public key', 'no object');
  const found = PRIVATE_MEMBERS.filter((name) => name in jwk);
  return found.length === 0 ? undefined : invalid('jwk: a public key', `one with ${found.join(', ')}`);
};

/** Each value once in its lifetime, so it must fit into a memory. */
const id: ProofRule = ({ claims: { jti } }) =>
  typeof jti === 'string' && jti !== '' && jti.length <= MOST_ID_LETTERS
    ? undefined
    : invalid(
        `jti: a string of 1 to ${MOST_ID_LETTERS} letters`,
        typeof jti === 'string' ? 'another length' : typeof jti,
      );

/** Methods are case-sensitive (RFC 9110 §9.1). */
const method: ProofRule = ({ claims: { htm } }, demands) =>
  htm === demands.method ? undefined : invalid(`htm: ${demands.method}`, shown(htm));

const uri: ProofRule = ({ claims: { htu } }, demands) => {
  const normal = typeof htu === 'string' ? normalUri(htu) : undefined;
  if (normal !== undefined && normal === demands.uri) return undefined;
  return invalid(`htu: ${demands.uri ?? 'none can be right for this target'}`, shown(normal ?? 'no http(s) URI'));
};

const issueTime: ProofRule = ({ claims: { iat } }, { now }) => {
  const [earliest, latest] = [now - PROOF_WINDOW.past, now + PROOF_WINDOW.future];
  const good = typeof iat === 'number' && iat >= earliest && iat <= latest;
  return good ? undefined : invalid(`iat: ${earliest} to ${latest}`, shown(iat));
};

/** Neither this hash nor a thumbprint is a secret to whoever sends it: `===` gives nothing away. */
const accessToken: ProofRule = ({ claims: { ath } }, { token }) =>
  ath === hash('sha256', token, 'base64url')
    ? undefined
    : invalid('ath: the hash of the access token', ath === undefined ? 'absent' : 'another value');

const binding: ProofRule = ({ header: { jwk } }, demands) => {
  const actual = keyThumbprint(jwk as Record<string, unknown>);
  if (actual === undefined) return invalid('jwk: a public key', 'none of a known type');
  if (actual === demands.keyThumbprint) return undefined;
  return { reason: 'binding_mismatch', expected: `a proof by ${demands.keyThumbprint}`, actual: `by ${actual}` };
};

const nonce: ProofRule = ({ claims: { nonce: given } }, { nonces }) => {
  if (!nonces || (typeof given === 'string' && nonces.isGood(given))) return undefined;
  const actual = given === undefined ? 'absent' : 'none of ours, or too old';
  return { reason: 'nonce_required', expected: 'nonce: the current one', actual, nonce: nonces.current() };
};

/**
 * RFC 9449 §4.3, but for the signature, which comes after them: by then the key is the one that the issuer has bound the
 * token to, and no key of a stranger is ever used.
 */
export const PROOF_RULES: readonly ProofRule[] = [
  type,
  algorithm,
  critical,
  publicKey,
  id,
  method,
  uri,
  issueTime,
  accessToken,
  binding,
  nonce,
];
