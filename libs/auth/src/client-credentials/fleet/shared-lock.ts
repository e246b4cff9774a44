import { randomUUID } from 'node:crypto';
import type { RedisConnection } from '../../shared-store/redis-connection.js';
import type { SharedTimes } from '../../shared-store/shared-times.js';

// Only the owner may touch it: another one may hold it by now.
const EXTEND =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";
const RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

/** A lock that ends by itself soon after its holder has died. It spares requests; nothing is wrong when two hold it. */
export class SharedLock {
  private readonly owner = randomUUID();

  constructor(
    private readonly name: string,
    private readonly redis: RedisConnection,
    private readonly times: SharedTimes,
  ) {}

  /** @returns `undefined` when Redis does not answer, or refuses to write */
  async take(): Promise<boolean | undefined> {
    const expiration = { type: 'PX', value: this.times.lock } as const;
    const answer = await this.redis.ask('write', (client) =>
      client.set(this.name, this.owner, { condition: 'NX', expiration }),
    );
    return answer === undefined ? undefined : answer !== null;
  }

  /** Puts the end off while its holder lives, but not for ever. @returns a function that stops it */
  keep(): () => void {
    const { lock, longestHold } = this.times;
    let left = Math.floor((longestHold - lock) / (lock / 3));
    const timer = setInterval(() => {
      left -= 1;
      if (left < 0) clearInterval(timer);
      else void this.run(EXTEND, [this.owner, String(lock)]);
    }, lock / 3).unref();
    return () => clearInterval(timer);
  }

  async release(): Promise<void> {
    await this.run(RELEASE, [this.owner]);
  }

  private run(script: string, values: string[]): Promise<unknown> {
    return this.redis.ask('write', (client) => client.eval(script, { keys: [this.name], arguments: values }));
  }
}
