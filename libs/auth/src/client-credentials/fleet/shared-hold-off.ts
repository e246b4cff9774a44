import type { SharedStore } from '../../shared-store/connect-shared-store.js';
import { type HoldOff, MemoryHoldOff } from '../hold-off.js';

/** No provider is left alone for longer on the word of another instance, whose clock may be wrong. */
const LONGEST = 3_600_000;

/** A hold-off that all instances keep to; without Redis each keeps to its own. */
export class SharedHoldOff implements HoldOff {
  private readonly memory = new MemoryHoldOff();

  constructor(
    private readonly name: string,
    private readonly shared: SharedStore,
  ) {}

  /** Asks Redis only when nothing holds by what is known here. */
  async until(): Promise<number> {
    const known = await this.memory.until();
    if (known > this.shared.clock.now()) return known;
    await this.learn();
    return this.memory.until();
  }

  async extend(until: number): Promise<void> {
    await this.memory.extend(until);
    await this.learn();
    const end = await this.memory.until();
    const value = Math.ceil(end - this.shared.clock.now());
    if (value <= 0) return;
    const text = this.shared.sealed.close(this.name, [end]);
    await this.shared.redis.ask('write', (client) =>
      client.set(this.name, text, { expiration: { type: 'PX', value } }),
    );
  }

  private async learn(): Promise<void> {
    const { redis, sealed, clock } = this.shared;
    const answer = await redis.ask('read', (client) => client.mGet([this.name]));
    const until = sealed.open(this.name, answer?.[0], ([end]) => (typeof end === 'number' ? end : undefined));
    if (until !== undefined) await this.memory.extend(Math.min(until, clock.now() + LONGEST));
  }
}
