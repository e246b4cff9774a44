import type { Clock } from '../outbound/clock.js';
import type { SharedStore } from '../shared-store/connect-shared-store.js';

/** Knows the proofs that have been used, so that none is used again (RFC 9449 §11.1). */
export interface ProofMemory {
  /**
   * Takes note of a use.
   *
   * @param id of a proof, safe in any name
   * @returns whether it is surely the first use within these milliseconds
   */
  firstUse(id: string, milliseconds: number): Promise<boolean>;
}

/** For proofs of 80 seconds: 12,500 a second, which is more than one process serves. A million take about 110 MB. */
const CAPACITY = 1_000_000;

/** Monotonic ends of ids, and the last of them. */
class Generation {
  readonly ends = new Map<string, number>();
  lastEnd = Number.NEGATIVE_INFINITY;
}

/**
 * The proofs that were used in this process. They are forgotten by the generation, when the last one of it has ended:
 * that costs nothing beside the requests.
 *
 * Nothing is pushed out before its end: a client could push out the proof of another one by many of its own, and use it
 * again. When full, every new proof is refused instead until there is room. A restart forgets all, which is harmless
 * where nonces are demanded that ended with the process.
 */
export class MemoryProofs implements ProofMemory {
  private young = new Generation();
  private old = new Generation();

  /** @param capacity ids in one generation, of which there are two */
  constructor(
    private readonly clock: Clock,
    private readonly capacity = CAPACITY,
  ) {}

  async firstUse(id: string, milliseconds: number): Promise<boolean> {
    const now = this.clock.monotonic();
    if (this.old.lastEnd <= now) {
      this.old = this.young;
      this.young = new Generation();
    }
    if (this.isKnown(id, now) || this.young.ends.size >= this.capacity) return false;
    const end = now + milliseconds;
    this.young.ends.set(id, end);
    this.young.lastEnd = Math.max(this.young.lastEnd, end);
    return true;
  }

  private isKnown(id: string, now: number): boolean {
    return [this.young, this.old].some(({ ends }) => (ends.get(id) ?? now) > now);
  }
}

/**
 * The proofs that were used in any instance. While Redis does not answer, each instance knows its own uses only: a
 * proof may then be used once in each, within its lifetime. Redis must not evict (`maxmemory-policy noeviction`, or one
 * that does not come to it), or it forgets too.
 */
export class SharedProofs implements ProofMemory {
  /** @param memory takes note of everything, for the time when Redis does not answer */
  constructor(
    private readonly store: SharedStore,
    private readonly memory: ProofMemory,
  ) {}

  async firstUse(id: string, milliseconds: number): Promise<boolean> {
    if (!(await this.memory.firstUse(id, milliseconds))) return false;
    const expiration = { type: 'PX', value: Math.ceil(milliseconds) } as const;
    const answer = await this.store.redis.ask('write', (client) =>
      client.set(`portero:proof:{${id}}`, '1', { condition: 'NX', expiration }),
    );
    // NX answers null where the name is taken; no answer is undefined.
    return answer !== null;
  }
}
