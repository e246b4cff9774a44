import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Clock } from '../outbound/clock.js';

const STEP = 128_000;

/**
 * The nonces that proofs must carry (RFC 9449 §8 and §9): one for all clients in each 128 seconds, and good for at least
 * as long. Nothing is kept: whoever has the key knows what the nonce of a time is.
 */
export class Nonces {
  private readonly key: KeyObject;

  /** @param secret the same in all instances; absent: a random one, and other instances' nonces are not good here */
  constructor(
    secret: KeyObject | undefined,
    private readonly clock: Clock,
  ) {
    const ikm = secret ?? createSecretKey(randomBytes(32));
    this.key = createSecretKey(Buffer.from(hkdfSync('sha256', ikm, '', 'portero DPoP nonce', 32)));
  }

  /** For the `DPoP-Nonce` field of a response. */
  current(): string {
    return this.nonceOf(this.step());
  }

  /** Also the nonce after the current one is good: it is of an instance whose clock is ahead. */
  isGood(nonce: string): boolean {
    const step = this.step();
    // Everyone is given the nonce who asks: the time of a comparison tells nothing new.
    return [step, step - 1, step + 1].some((near) => nonce === this.nonceOf(near));
  }

  private step(): number {
    return Math.floor(this.clock.now() / STEP);
  }

  private nonceOf(step: number): string {
    return createHmac('sha256', this.key).update(String(step)).digest('base64url');
  }
}
