import type { Count, SharedCounters } from '@portero/auth';
import type { Counters } from './counters.js';

/** Counters of all instances; of this one alone while the shared store does not answer, or where there is none. */
export class FleetCounters implements Counters {
  constructor(
    private readonly shared: SharedCounters,
    private readonly own: Counters,
  ) {}

  async hit(name: string, windowMilliseconds: number): Promise<Count> {
    const alone = await this.own.hit(name, windowMilliseconds);
    return (await this.shared.hit(name, windowMilliseconds)) ?? alone;
  }
}
