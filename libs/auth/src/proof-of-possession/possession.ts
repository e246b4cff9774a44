import type { Credentials } from '../bearer/authorization-header.js';
import { fieldValues } from '../bearer/field-values.js';
import { Refusal } from '../bearer/refusal.js';
import type { Trust } from '../jwt/trust.js';
import type { Clock } from '../outbound/clock.js';
import { certificateThumbprint } from './client-certificate.js';
import type { Confirmation } from './confirmation.js';
import type { Nonces } from './nonces.js';
import { ProofCheck } from './proof-check.js';
import type { ProofMemory } from './proof-memory.js';
import { PROOF_ALGORITHMS } from './proof-rules.js';
import { normalUri, requestUri } from './request-uri.js';

export interface RequestFacts {
  readonly method: string;
  /** Path and query as received; `originalUrl` in Express. */
  readonly target: string;
  /** As in `http.IncomingMessage.rawHeaders`: only these show a repeated field. */
  readonly rawHeaders: readonly string[];
  /** DER of the client's certificate on this connection; called for tokens that are bound to one. */
  readonly certificate: () => Buffer | undefined;
}

export interface PossessionOptions {
  /** The URL by which clients know the service; its path stands before every target. Absent: no proof can be checked. */
  readonly publicUrl?: string;
  /** Absent: proofs need no nonce. */
  readonly nonces?: Nonces;
  readonly proofs: ProofMemory;
  readonly clock: Clock;
}

/** Whether the sender of a request holds the key that its access token is bound to (RFC 9449 §7, RFC 8705 §3). */
export class Possession {
  /** Algorithms of proofs with blanks between, for challenges (RFC 9449 §7.1); absent where no proof can be checked. */
  readonly proofAlgorithms: string | undefined;
  private readonly base: string | undefined;
  private readonly proofCheck: ProofCheck;
  private readonly nonces: Nonces | undefined;
  private readonly clock: Clock;

  /** @throws {TypeError} `publicUrl` is no http(s) URL */
  constructor({ publicUrl, nonces, proofs, clock }: PossessionOptions) {
    if (publicUrl !== undefined) {
      this.base = normalUri(publicUrl)?.replace(/\/$/, '');
      if (this.base === undefined) throw new TypeError('The public URL must be an http or https URL');
      this.proofAlgorithms = PROOF_ALGORITHMS.join(' ');
    }
    this.proofCheck = new ProofCheck(proofs);
    this.nonces = nonces;
    this.clock = clock;
  }

  /**
   * The token itself must be found good before, and its confirmation read from it.
   *
   * @throws {Refusal} `binding_required`: the token is bound to no key, which is demanded, or is said to by its scheme;
   *   `proof_missing`: a bound token without what proves possession, or a token for DPoP as a bearer token;
   *   `binding_mismatch`: another key or certificate; `proof_invalid`, `proof_replayed`, `nonce_required` (RFC 9449 §4.3,
   *   §9); `confirmation_unsupported`: a token for DPoP without a `publicUrl`
   */
  async check(
    facts: RequestFacts,
    credentials: Credentials,
    confirmation: Confirmation | undefined,
    constrained: Trust['senderConstrained'],
  ): Promise<void> {
    const { keyThumbprint, certificateThumbprint: thumbprint } = confirmation ?? {};
    // RFC 9449 §7.1: the key of the proof must be the one of the token, which has none.
    if (credentials.scheme === 'DPoP' && !keyThumbprint) {
      throw new Refusal('binding_required', { expected: 'cnf.jkt', actual: 'absent' });
    }
    if (!confirmation && constrained === 'required') {
      throw new Refusal('binding_required', { expected: 'cnf', actual: 'absent' });
    }
    if (thumbprint) checkCertificate(facts, thumbprint);
    if (keyThumbprint) await this.checkProof(facts, credentials, keyThumbprint);
  }

  private async checkProof(facts: RequestFacts, { scheme, token }: Credentials, keyThumbprint: string): Promise<void> {
    const { base, nonces, clock } = this;
    if (base === undefined) {
      throw new Refusal('confirmation_unsupported', { expected: 'no cnf.jkt without a public URL', actual: 'cnf.jkt' });
    }
    // RFC 9449 §7.2: also beside a proof, or whoever steals the token could leave the proof out.
    if (scheme === 'Bearer') throw new Refusal('proof_missing', { expected: 'scheme DPoP', actual: scheme });

    const [field, ...others] = fieldValues(facts.rawHeaders, 'dpop');
    if (field === undefined || others.length > 0) {
      const actual = String(others.length + (field === undefined ? 0 : 1));
      throw new Refusal('proof_invalid', { expected: 'one DPoP field', actual });
    }
    const uri = requestUri(base, facts.target);
    const now = clock.now() / 1000;
    await this.proofCheck.check(field, { method: facts.method, uri, token, keyThumbprint, now, nonces });
  }
}

function checkCertificate(facts: RequestFacts, expected: string): void {
  const der = facts.certificate();
  if (!der) throw new Refusal('proof_missing', { expected: `certificate ${expected}`, actual: 'no certificate' });
  const actual = certificateThumbprint(der);
  if (actual === expected) return;
  throw new Refusal('binding_mismatch', { expected: `certificate ${expected}`, actual: `certificate ${actual}` });
}
