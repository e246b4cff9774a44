import { randomBytes } from 'node:crypto';

const PERIOD_SECONDS = 300;

const GOOD = 2;

/** The issuer's nonces for DPoP proofs (RFC 9449 §8): a new one every five minutes. The newest two are good. */
export class DpopNonces {
  private readonly newestFirst: string[] = [];
  private since = Number.NEGATIVE_INFINITY;

  /** Tells the newest (RFC 9449 §8). @param now seconds */
  header(now: number): Readonly<Record<string, string>> {
    if (now >= this.since + PERIOD_SECONDS) this.rotate(now);
    return { 'DPoP-Nonce': this.newestFirst[0] ?? '' };
  }

  isGood(nonce: unknown): boolean {
    return this.newestFirst.some((good) => good === nonce);
  }

  /** @param now seconds */
  rotate(now: number): void {
    this.newestFirst.unshift(randomBytes(16).toString('base64url'));
    this.newestFirst.splice(GOOD);
    this.since = now;
  }
}
