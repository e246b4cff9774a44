import type { Counters } from './counters.js';

const MOST = 10_000;

/** Counters of this process. A window begins with the first hit; of names beyond the most, the oldest are forgotten. */
export class MemoryCounters implements Counters {
  private readonly windows = new Map<string, { count: number; readonly endsAt: number }>();

  /** @param now monotonic milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  async hit(name: string, windowMilliseconds: number) {
    const now = this.now();
    const running = this.windows.get(name);
    if (running && running.endsAt > now) {
      running.count++;
      return { count: running.count, remaining: running.endsAt - now };
    }
    this.windows.delete(name);
    this.windows.set(name, { count: 1, endsAt: now + windowMilliseconds });
    const [oldest] = this.windows.keys();
    if (this.windows.size > MOST && oldest !== undefined) this.windows.delete(oldest);
    return { count: 1, remaining: windowMilliseconds };
  }
}
