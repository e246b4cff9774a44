import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  type IRetryBackoffContext,
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

const BREAKER_STATES = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
} as const;

/**
 * Asks again after a fault of the provider, never after its refusal; leaves the provider alone as long as it wants, and
 * behind a circuit breaker when it keeps failing.
 */
export class ResilientRequester implements TokenRequester {
  private readonly breaker;
  private readonly policy;
  /** Why the provider is left alone. */
  private lastFault: Reason = 'provider_unavailable';

  constructor(
    private readonly inner: TokenRequester,
    private readonly surroundings: ResilienceSurroundings,
    private readonly options: ResilienceOptions = RESILIENCE,
  ) {
    const { attempts, failures, openFor, total } = options;
    this.breaker = circuitBreaker(handleWhen(isFault), {
      halfOpenAfter: openFor,
      breaker: new ConsecutiveBreaker(failures),
    });
    const again = retry(
      handleWhen((error) => isFault(error) && this.waitFor(error) <= options.longestWait),
      { maxAttempts: attempts - 1, backoff: new DelegateBackoff((context) => this.backoff(context)) },
    );
    this.policy = wrap(timeout(total, TimeoutStrategy.Aggressive), again, this.breaker);
    this.tellMoves();
  }

  get state(): 'open' | 'half_open' | 'closed' {
    return BREAKER_STATES[this.breaker.state];
  }

  async request(wanted: WantedToken, signal?: AbortSignal): Promise<IssuedToken> {
    await this.refuseWhileHeldOff();
    try {
      return await this.policy.execute((context) => this.attempt(wanted, context.signal), signal);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (error instanceof BrokenCircuitError) await this.refuseWhileHeldOff();
      if (error instanceof BrokenCircuitError || error instanceof TaskCancelledError) {
        throw new Refusal('provider_unavailable', { cause: error, expected: 'a token', actual: error.message });
      }
      throw error;
    }
  }

  private async attempt(wanted: WantedToken, signal: AbortSignal): Promise<IssuedToken> {
    try {
      return await this.inner.request(wanted, signal);
    } catch (error) {
      if (isFault(error)) {
        this.lastFault = error.reason;
        if (error.toldToWait) await this.holdOffFor(this.waitFor(error));
      }
      throw error;
    }
  }

  /** What the provider asked for; otherwise a random part of a wait that doubles (full jitter). */
  private backoff({ attempt, result }: IRetryBackoffContext<unknown>): number {
    const { random = Math.random } = this.surroundings;
    const told = 'error' in result ? this.waitFor(result.error) : 0;
    return told || random() * this.options.firstWait * 2 ** (attempt - 1);
  }

  private waitFor(error: unknown): number {
    return error instanceof Refusal && error.toldToWait ? (error.retryAfter ?? 0) * 1000 : 0;
  }

  private holdOffFor(milliseconds: number): Promise<void> {
    return this.surroundings.holdOff.extend(this.surroundings.clock.now() + milliseconds);
  }

  private async refuseWhileHeldOff(): Promise<void> {
    const left = (await this.surroundings.holdOff.until()) - this.surroundings.clock.now();
    if (left <= 0) return;
    const retryAfter = Math.ceil(left / 1000);
    throw new Refusal(this.lastFault, { retryAfter, expected: 'a token', actual: `left alone for ${retryAfter} s` });
  }

  private tellMoves(): void {
    const { provider, events } = this.surroundings;
    this.breaker.onStateChange((state) => events.emit('breaker_moved', { provider, state: BREAKER_STATES[state] }));
    this.breaker.onBreak(() => this.holdOffFor(this.options.openFor));
  }
}

/** A fault of the provider, which may pass; a refusal of it does not. */
function isFault(error: unknown): error is Refusal {
  return error instanceof Refusal && FAULTS.has(error.reason);
}

const FAULTS: ReadonlySet<Reason> = new Set(['provider_unavailable', 'provider_throttled', 'token_response_invalid']);
