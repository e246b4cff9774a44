import { Refusal } from '../../refusals/refusal.js';
import type { UsedIdentifiers } from '../used-identifiers.js';
import type { BindingErrors } from './binding-errors.js';
import type { DpopNonces } from './dpop-nonces.js';
import { type SignedProof, signedProof } from './dpop-proof.js';
import { isTargetUri } from './target-uri.js';

/** Seconds that a proof may be old. */
const LONGEST_AGE = 60;

/** Seconds that `iat` may be ahead (RFC 9449 §11.1). */
const CLOCK_SKEW = 5;

export interface BindingContext {
  readonly errors: BindingErrors;
  /** The URL that was called. */
  readonly url: string;
  readonly usedProofs: UsedIdentifiers;
  /** Absent: none is required. */
  readonly dpopNonces?: DpopNonces;
  /** Seconds since the epoch. */
  readonly now: number;
}

/**
 * The thumbprint of the key whose holder sent the request (RFC 9449 §4.3).
 * @param headers every `DPoP` header
 * @throws Refusal
 */
export async function checkProof(headers: readonly string[], context: BindingContext): Promise<string> {
  const { errors, url, dpopNonces, now } = context;
  const [header, another] = headers;
  if (header === undefined) throw new Refusal(errors.proof_missing);
  if (another !== undefined) throw new Refusal(errors.proof_repeated);
  const proof = await signedProof(header, now, errors.proof_malformed);
  const { htm, htu, nonce } = proof.claims;
  if (htm !== 'POST' || !isTargetUri(htu, url)) throw new Refusal(errors.proof_for_another_request);
  if (dpopNonces && !dpopNonces.isGood(nonce)) {
    throw new Refusal(errors.proof_nonce_required, '', dpopNonces.header(now));
  }
  useOnce(proof, context);
  return proof.jkt;
}

/** A `jti` is the key's own: nobody else may use it up (RFC 9449 §11.1). @throws Refusal */
function useOnce({ jkt, claims: { jti, iat } }: SignedProof, { errors, usedProofs, now }: BindingContext): void {
  if (typeof jti !== 'string' || jti === '' || typeof iat !== 'number') throw new Refusal(errors.proof_malformed);
  if (iat < now - LONGEST_AGE || iat > now + CLOCK_SKEW) throw new Refusal(errors.proof_outside_time);
  if (!usedProofs.use(jkt, jti, iat + LONGEST_AGE + 1, now)) throw new Refusal(errors.proof_replayed);
}
