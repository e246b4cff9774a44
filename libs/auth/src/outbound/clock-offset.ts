import type { BoundedFetch } from './bounded-fetch.js';
import type { Clock } from './clock.js';

/** How far a server's clock is ahead of ours, by the `Date` field of its last answer (RFC 9110 §6.6.1). */
export class ClockOffset {
  private last?: number;

  constructor(private readonly clock: Clock) {}

  /** Whole seconds; `undefined` until it has answered and said. */
  get seconds(): number | undefined {
    return this.last;
  }

  /** The same `fetch`, which looks at the answers. */
  measuring(fetch: BoundedFetch): BoundedFetch {
    return async (url, init) => {
      const before = this.clock.now();
      const response = await fetch(url, init);
      // A cache hands out the old `Date`, and an `Age` (RFC 9111 §5.1).
      const age = Number(response.headers.get('age') ?? 0) * 1000;
      const date = Date.parse(response.headers.get('date') ?? '') + age;
      // It was written somewhere between, and what is less than a second was cut off: half of one as a rule.
      const middle = (before + this.clock.now()) / 2;
      if (!Number.isNaN(date)) this.last = Math.round((date + 499 - middle) / 1000) + 0;
      return response;
    };
  }
}
