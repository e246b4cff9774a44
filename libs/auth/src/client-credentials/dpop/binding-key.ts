import { DPoP, type DPoPHandle, generateKeyPair, modifyAssertion } from 'oauth4webapi';
import type { Clock } from '../../outbound/clock.js';

/**
 * The key that the tokens of one client are bound to (RFC 9449). It is made when it is first needed, cannot be
 * exported, and ends with the process.
 */
export class BindingKey {
  #prover?: Promise<DPoPHandle>;

  constructor(private readonly clock: Clock) {}

  /** Makes the proofs, each with the nonce that its server gave last (RFC 9449 §8, §9). */
  prover(): Promise<DPoPHandle> {
    this.#prover ??= this.make();
    return this.#prover;
  }

  /** RFC 7638, SHA-256: what a token that is bound to the key has as `cnf.jkt`. */
  async thumbprint(): Promise<string> {
    return (await this.prover()).calculateThumbprint();
  }

  private async make(): Promise<DPoPHandle> {
    return DPoP({}, await generateKeyPair('ES256'), {
      [modifyAssertion]: (_, claims) => {
        claims.iat = Math.floor(this.clock.now() / 1000);
      },
    });
  }
}
