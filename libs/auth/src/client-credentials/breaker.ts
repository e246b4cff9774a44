import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { Refusal } from '../bearer/refusal.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import type { Reason } from '../telemetry/reasons.js';
import type { HoldOff } from './hold-off.js';
import type { ResilienceOptions } from './resilience-options.js';

export interface BreakerSurroundings {
  /** Name of the provider instance. */
  readonly provider: string;
  readonly endpoint: 'token' | 'introspection';
  readonly holdOff: HoldOff;
  /** Milliseconds, on the clock that the hold-off is kept by. */
  readonly now: () => number;
  readonly events: AuthEvents;
}

/** Faults of a provider, which may pass; a refusal of it does not. */
export const FAULTS: ReadonlySet<Reason> = new Set([
  'provider_unavailable',
  'provider_throttled',
  'token_response_invalid',
]);

const STATES = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
} as const;

/** A circuit breaker before a provider, which is left alone too for as long as it asks. */
export class Breaker {
  private readonly circuit;
  private fault: Refusal | undefined;

  constructor(
    private readonly surroundings: BreakerSurroundings,
    { failures, openFor }: Pick<ResilienceOptions, 'failures' | 'openFor'>,
    private readonly faults = FAULTS,
  ) {
    this.circuit = circuitBreaker(
      handleWhen((error) => this.isFault(error)),
      { halfOpenAfter: openFor, breaker: new ConsecutiveBreaker(failures) },
    );
    const { provider, endpoint, events } = surroundings;
    this.circuit.onStateChange((state) => events.emit('breaker_moved', { provider, endpoint, state: STATES[state] }));
    this.circuit.onBreak(() => this.leaveAloneFor(openFor));
  }

  get state(): 'open' | 'half_open' | 'closed' {
    return STATES[this.circuit.state];
  }

  /** Why the provider is left alone, when this instance knows. */
  get lastFault(): Refusal | undefined {
    return this.fault;
  }

  /** Whole seconds for which the provider is still to be left alone; 0 when it may be asked. */
  async secondsLeft(): Promise<number> {
    const left = (await this.surroundings.holdOff.until()) - this.surroundings.now();
    return Math.max(0, Math.ceil(left / 1000));
  }

  /**
   * @param ask one request
   * @throws {BrokenCircuitError} the provider was not asked
   * @throws what `ask` throws
   */
  async execute<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const answer = await this.circuit.execute(() => this.answerOf(ask), signal);
    if (answer instanceof Refusal) throw answer;
    return answer;
  }

  isFault(error: unknown): error is Refusal {
    return error instanceof Refusal && this.faults.has(error.reason);
  }

  /** A refusal that is no fault is returned: it ends a row of faults as a success does, and cockatiel sees returns only. */
  private async answerOf<T>(ask: () => Promise<T>): Promise<T | Refusal> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!this.isFault(error)) return error;
      this.fault = error;
      await this.leaveAloneFor(patienceAskedBy(error));
      throw error;
    }
  }

  private async leaveAloneFor(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await this.surroundings.holdOff.extend(this.surroundings.now() + milliseconds);
  }
}

/** Milliseconds for which the provider itself asked to be left alone; 0 when it did not. */
export function patienceAskedBy({ toldToWait, retryAfter = 0 }: Refusal): number {
  return toldToWait ? retryAfter * 1000 : 0;
}
