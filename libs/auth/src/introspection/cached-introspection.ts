import { LRUCache } from 'lru-cache';
import { tokenDigest } from '../bearer/token-digest.js';
import type { Claims } from '../jwt/compact-token.js';
import type { Introspection } from '../jwt/introspection.js';
import type { Clock } from '../outbound/clock.js';
import { SingleFlight } from '../outbound/single-flight.js';
import { ANSWER_LASTS, MAX_ANSWERS } from './introspection-limits.js';

interface Answer {
  readonly claims: Claims;
  /** On the monotonic clock, milliseconds; from before the request, because the issuer decided after it. */
  readonly askedAt: number;
}

/**
 * Uses an answer again for a short while, and asks about each token only once at a time. Tokens are known by their
 * digests. Only active ones are kept: made-up tokens cannot push good ones out.
 */
export class CachedIntrospection implements Introspection {
  private readonly answers = new LRUCache<string, Answer>({ max: MAX_ANSWERS });
  private readonly flight = new SingleFlight<Claims>();

  constructor(
    private readonly inner: Introspection,
    private readonly clock: Clock,
  ) {}

  async claimsOf(token: string): Promise<Claims> {
    const digest = tokenDigest(token);
    const answer = this.answers.get(digest);
    if (answer && this.isGood(answer)) return answer.claims;
    this.answers.delete(digest);
    return this.flight.run(digest, () => this.ask(token, digest));
  }

  private async ask(token: string, digest: string): Promise<Claims> {
    const askedAt = this.clock.monotonic();
    const claims = await this.inner.claimsOf(token);
    this.answers.set(digest, { claims, askedAt });
    return claims;
  }

  /** An `exp` that is no number is never reached: the comparison is false. */
  private isGood({ claims, askedAt }: Answer): boolean {
    const young = this.clock.monotonic() - askedAt < ANSWER_LASTS * 1000;
    return young && this.clock.now() < Number(claims.exp) * 1000;
  }
}
