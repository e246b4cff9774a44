import {
  BrokenCircuitError,
  DelegateBackoff,
  handleWhen,
  type IRetryBackoffContext,
  type IRetryContext,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { Refusal } from '../bearer/refusal.js';
import type { Clock } from '../outbound/clock.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import type { Reason } from '../telemetry/reasons.js';
import { tracedCall } from '../telemetry/tracing.js';
import { Breaker, patienceAskedBy } from './breaker.js';
import type { HoldOff } from './hold-off.js';
import { RESILIENCE, type ResilienceOptions } from './resilience-options.js';
import type { IssuedToken, TokenRequester, WantedToken } from './token-requester.js';

export interface ResilienceSurroundings {
  /** Name of the provider instance. */
  readonly provider: string;
  readonly holdOff: HoldOff;
  readonly clock: Clock;
  readonly events: AuthEvents;
  readonly random?: () => number;
}

/**
 * Asks again after a fault of the provider, never after its refusal; leaves the provider alone as long as it wants, and
 * behind a circuit breaker when it keeps failing.
 */
export class ResilientRequester implements TokenRequester {
  private readonly breaker: Breaker;
  private readonly policy;
  private readonly random: () => number;

  constructor(
    private readonly inner: TokenRequester,
    private readonly surroundings: ResilienceSurroundings,
    private readonly options: ResilienceOptions = RESILIENCE,
  ) {
    const { provider, holdOff, clock, events, random = Math.random } = surroundings;
    const { attempts, total, longestWait } = options;
    this.random = random;
    // Instances share a hold-off by the wall clock, the only one that they have in common.
    this.breaker = new Breaker({ provider, endpoint: 'token', holdOff, events, now: () => clock.now() }, options);
    const again = retry(
      // The fault that opens the breaker is the last: to wait would be for nothing.
      handleWhen(
        (error) =>
          this.breaker.isFault(error) && patienceAskedBy(error) <= longestWait && this.breaker.state !== 'open',
      ),
      { maxAttempts: attempts - 1, backoff: new DelegateBackoff((context) => this.backoff(context)) },
    );
    again.onRetry((failed) => {
      if (!('error' in failed) || !this.breaker.isFault(failed.error)) return;
      events.emit('token_retried', { provider, reason: failed.error.reason, wait: failed.delay / 1000 });
    });
    this.policy = wrap(timeout(total, TimeoutStrategy.Aggressive), again);
  }

  get state(): 'open' | 'half_open' | 'closed' {
    return this.breaker.state;
  }

  /** Whole seconds for which the token endpoint is still left alone; 0 when it may be asked. */
  secondsLeft(): Promise<number> {
    return this.breaker.secondsLeft();
  }

  async request(wanted: WantedToken, signal?: AbortSignal): Promise<IssuedToken> {
    await this.refuseWhileLeftAlone();
    try {
      return await this.policy.execute((context) => this.attempt(wanted, context), signal);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (this.breaker.state === 'open') await this.refuseWhileLeftAlone();
      if (error instanceof BrokenCircuitError || error instanceof TaskCancelledError) {
        throw new Refusal('provider_unavailable', { cause: error, expected: 'a token', actual: error.message });
      }
      throw error;
    }
  }

  private attempt(wanted: WantedToken, { attempt, signal }: IRetryContext): Promise<IssuedToken> {
    return this.breaker.execute(() => this.askAndTell(wanted, attempt + 1, signal), signal);
  }

  private async askAndTell(wanted: WantedToken, attempt: number, signal: AbortSignal): Promise<IssuedToken> {
    const { provider, clock, events } = this.surroundings;
    const askedAt = clock.monotonic();
    const tell = (outcome: 'issued' | Reason) => {
      events.emit('token_attempted', { provider, attempt, outcome, seconds: (clock.monotonic() - askedAt) / 1000 });
    };
    try {
      const about = { 'portero.provider': provider, 'portero.attempt': attempt };
      const issued = await tracedCall('portero.token.attempt', about, () => this.inner.request(wanted, signal));
      tell('issued');
      return issued;
    } catch (error) {
      if (error instanceof Refusal) tell(error.reason);
      throw error;
    }
  }

  /** What the provider asked for; otherwise a random part of a wait that doubles (full jitter). */
  private backoff({ attempt, result }: IRetryBackoffContext<unknown>): number {
    const told = 'error' in result && result.error instanceof Refusal ? patienceAskedBy(result.error) : 0;
    return told || this.random() * this.options.firstWait * 2 ** (attempt - 1);
  }

  private async refuseWhileLeftAlone(): Promise<void> {
    const retryAfter = await this.breaker.secondsLeft();
    if (retryAfter === 0) return;
    const { reason = 'provider_unavailable' } = this.breaker.lastFault ?? {};
    throw new Refusal(reason, { retryAfter, expected: 'a token', actual: `left alone for ${retryAfter} s` });
  }
}
