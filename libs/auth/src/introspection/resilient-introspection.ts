import { BrokenCircuitError, BulkheadRejectedError, bulkhead } from 'cockatiel';
import { Refusal } from '../bearer/refusal.js';
import { Breaker, FAULTS } from '../client-credentials/breaker.js';
import { MemoryHoldOff } from '../client-credentials/hold-off.js';
import type { Claims } from '../jwt/compact-token.js';
import type { Introspection } from '../jwt/introspection.js';
import type { Clock } from '../outbound/clock.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import type { Reason } from '../telemetry/reasons.js';
import { tracedCall } from '../telemetry/tracing.js';
import { INTROSPECTION_LIMITS, type IntrospectionLimits } from './introspection-limits.js';

export interface IntrospectionSurroundings {
  /** Name of the provider instance. */
  readonly provider: string;
  readonly clock: Clock;
  readonly events: AuthEvents;
}

/** What is said of a token; whatever else keeps us from an answer is no fault of the caller. */
const VERDICTS: ReadonlySet<Reason> = new Set(['token_inactive', 'issuer_unknown', 'type_not_allowed']);

/** What is likely to be the same for the next token: that our client is refused, too. */
const LASTING: ReadonlySet<Reason> = new Set([...FAULTS, 'client_refused']);

/**
 * Bounds what the issuer is asked at a time, and leaves it alone as long as it wants, or behind a circuit breaker when it
 * keeps failing. Nothing is tried again: the caller waits, and may try again itself.
 */
export class ResilientIntrospection implements Introspection {
  private readonly turns;
  private readonly breaker: Breaker;

  constructor(
    private readonly inner: Introspection,
    private readonly surroundings: IntrospectionSurroundings,
    limits: IntrospectionLimits = INTROSPECTION_LIMITS,
  ) {
    this.turns = bulkhead(limits.inFlight, limits.queue);
    const { provider, clock, events } = surroundings;
    const endpoint = 'introspection' as const;
    const before = { provider, endpoint, events, holdOff: new MemoryHoldOff(), now: () => clock.monotonic() };
    this.breaker = new Breaker(before, limits, LASTING);
  }

  async claimsOf(token: string): Promise<Claims> {
    try {
      await this.refuseWhileLeftAlone();
      const claims = await this.turns.execute(async () => {
        await this.refuseWhileLeftAlone();
        const about = { 'portero.provider': this.surroundings.provider };
        return this.breaker.execute(() => tracedCall('portero.introspection', about, () => this.inner.claimsOf(token)));
      });
      this.tell('active');
      return claims;
    } catch (error) {
      const explained = this.explained(error);
      if (explained instanceof Refusal) this.tell(explained.reason);
      throw explained;
    }
  }

  private tell(outcome: 'active' | Reason): void {
    const { provider, events } = this.surroundings;
    events.emit('introspected', { provider, outcome });
  }

  private async refuseWhileLeftAlone(): Promise<void> {
    const seconds = await this.breaker.secondsLeft();
    if (seconds > 0) throw this.leftAlone(seconds);
  }

  private leftAlone(seconds: number): Refusal {
    const { lastFault } = this.breaker;
    return unavailable(`left alone after ${lastFault && factsOf(lastFault)}`, seconds);
  }

  private explained(error: unknown): unknown {
    if (error instanceof BulkheadRejectedError) return unavailable('too many tokens wait for their turn');
    if (error instanceof BrokenCircuitError) return this.leftAlone(1);
    if (!(error instanceof Refusal) || VERDICTS.has(error.reason) || error.reason === UNAVAILABLE) return error;
    return unavailable(factsOf(error), error.toldToWait ? error.retryAfter : undefined, error);
  }
}

const UNAVAILABLE = 'introspection_unavailable';

function unavailable(actual: string, retryAfter?: number, cause?: unknown): Refusal {
  return new Refusal(UNAVAILABLE, { cause, retryAfter, expected: 'an introspection response', actual });
}

function factsOf({ reason, actual }: Refusal): string {
  return `${reason}: ${actual}`;
}
