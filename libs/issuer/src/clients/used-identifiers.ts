import { createHash } from 'node:crypto';

const CAPACITY = 100_000;

/** The `jti` of assertions and proofs that were accepted: each until it expires, the last 100,000 at most. */
export class UsedIdentifiers {
  private readonly expiries = new Map<string, number>();

  constructor(private readonly capacity = CAPACITY) {}

  /**
   * @param owner whose identifier it is, a client or a key
   * @param exp seconds, as `now`
   * @returns whether this is its first use
   */
  use(owner: string, jti: string, exp: number, now: number): boolean {
    // A digest, so that a long `jti` costs no more than a short one.
    const key = createHash('sha256')
      .update(JSON.stringify([owner, jti]))
      .digest('base64');
    const until = this.expiries.get(key);
    if (until !== undefined && until > now) return false;
    this.makeRoom(now);
    this.expiries.set(key, exp);
    return true;
  }

  get size(): number {
    return this.expiries.size;
  }

  private makeRoom(now: number): void {
    if (this.expiries.size < this.capacity) return;
    for (const [key, exp] of this.expiries) if (exp <= now) this.expiries.delete(key);
    const [oldest] = this.expiries.keys();
    if (oldest !== undefined && this.expiries.size >= this.capacity) this.expiries.delete(oldest);
  }
}
