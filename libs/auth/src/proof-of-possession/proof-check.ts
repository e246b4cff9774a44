import { hash, type JsonWebKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Refusal } from '../bearer/refusal.js';
import { type CompactToken, parseCompactToken } from '../jwt/compact-token.js';
import { isSignedBy } from '../jwt/signature.js';
import { signingKeyOf } from '../jwt/signing-key.js';
import type { ProofMemory } from './proof-memory.js';
import { PROOF_RULES, PROOF_WINDOW, type ProofDemands } from './proof-rules.js';

/** Letters. An RSA key of 8,192 bits and its signature leave 700 of them. */
const LONGEST_PROOF = 4_096;

/** Milliseconds. The clocks of two instances may differ by ten seconds more than the window bears. */
const REMEMBERED = (PROOF_WINDOW.past + PROOF_WINDOW.future + 10) * 1000;

const MAX_KEYS = 1_000;

/** Decides on DPoP proofs: the cheap rules, the signature, and last the replay, so that only a good proof is noted. */
export class ProofCheck {
  /** By the text of the header, which a client repeats: to import an elliptic key costs as much as its signature. */
  private readonly keys = new LRUCache<string, KeyObject>({ max: MAX_KEYS });

  constructor(private readonly proofs: ProofMemory) {}

  /**
   * @param field value of the `DPoP` field
   * @throws {Refusal} `proof_invalid`, `proof_replayed`, `binding_mismatch`, or `nonce_required` with the nonce
   */
  async check(field: string, demands: ProofDemands): Promise<void> {
    const proof = parsed(field);
    for (const rule of PROOF_RULES) {
      const finding = rule(proof, demands);
      if (finding) throw new Refusal(finding.reason, finding);
    }
    this.checkSignature(proof);
    // One client's ids are nothing to another one. A thumbprint has 43 letters, so no two pairs look the same.
    const id = hash('sha256', `${demands.keyThumbprint} ${proof.claims.jti}`, 'base64url');
    if (!(await this.proofs.firstUse(id, REMEMBERED))) throw new Refusal('proof_replayed');
  }

  private checkSignature(proof: CompactToken): void {
    const text = proof.signed.slice(0, proof.signed.indexOf('.'));
    const key = this.keys.get(text) ?? signingKeyOf(proof.header.jwk as JsonWebKey);
    if (!key || !isSignedBy(key, proof)) {
      throw new Refusal('proof_invalid', {
        expected: 'a signature by its own key',
        actual: key ? 'the key does not verify it' : 'a key that is weak or not for signatures',
      });
    }
    this.keys.set(text, key);
  }
}

function parsed(field: string): CompactToken {
  if (field.length > LONGEST_PROOF) {
    throw new Refusal('proof_invalid', { expected: `at most ${LONGEST_PROOF} letters`, actual: String(field.length) });
  }
  try {
    return parseCompactToken(field);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    throw new Refusal('proof_invalid', { cause, expected: 'a signed JWT', actual: cause.actual });
  }
}
