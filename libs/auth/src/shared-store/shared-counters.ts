import { createHash } from 'node:crypto';
import type { SharedStore } from './connect-shared-store.js';

export interface Count {
  readonly count: number;
  /** Milliseconds until the window ends. */
  readonly remaining: number;
}

// A count without an end, left by a crash between the two commands, would block for ever: one script, one step.
const HIT = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { count, redis.call('PTTL', KEYS[1]) }`;

/** Counts what happens at all instances of a service, within fixed windows of time. */
export class SharedCounters {
  constructor(private readonly store: SharedStore | undefined) {}

  /** Whether the shared store answers; `undefined` where there is none. */
  get up(): boolean | undefined {
    return this.store?.up();
  }

  /** @returns `undefined` without a shared store, and while it does not answer */
  async hit(name: string, windowMilliseconds: number): Promise<Count | undefined> {
    const options = { keys: [counterName(name)], arguments: [String(windowMilliseconds)] };
    const answer = await this.store?.redis.ask('write', (client) => client.eval(HIT, options));
    const [count, remaining] = Array.isArray(answer) ? answer.map(Number) : [];
    return count && remaining ? { count, remaining: Math.max(0, remaining) } : undefined;
  }
}

/** Hashed: names are read by everyone who may look at Redis, and these are addresses of clients. */
function counterName(name: string): string {
  return `portero:count:{${createHash('sha256').update(name).digest('base64url')}}`;
}
