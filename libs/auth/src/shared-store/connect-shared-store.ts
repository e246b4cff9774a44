import type { Clock } from '../outbound/clock.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import type { CacheKeys } from './cache-keys.js';
import { redisClients } from './redis-client.js';
import { RedisConnection } from './redis-connection.js';
import { redisUrlFault } from './redis-url.js';
import { Seal } from './seal.js';
import { SealedLists } from './sealed-lists.js';
import { SharedState } from './shared-state.js';
import { SHARED_TIMES, type SharedTimes } from './shared-times.js';

export interface SharedStoreOptions {
  /** `redis://` or `rediss://`; it may hold a password, so it is never told to anyone. */
  readonly url: string;
  readonly keys: CacheKeys;
  readonly clock: Clock;
  readonly events: AuthEvents;
  readonly random?: () => number;
  readonly times?: Partial<SharedTimes>;
}

/** What everything that the instances of a service share in Redis or Valkey is built upon. */
export interface SharedStore {
  readonly redis: RedisConnection;
  readonly sealed: SealedLists;
  readonly clock: Clock;
  readonly times: SharedTimes;
  readonly random: () => number;
  /** Whether it answers, and takes what it is told. */
  readonly up: () => boolean;
  /** Everything goes on without Redis afterwards. May be called again. */
  close(): Promise<void>;
}

/**
 * Resolves after the first attempt to connect, whatever came of it: with Redis away everything works without it.
 * @throws {TypeError} the URL is none for Redis
 */
export async function connectSharedStore({
  url,
  keys,
  clock,
  events,
  random = Math.random,
  times: changes,
}: SharedStoreOptions): Promise<SharedStore> {
  const fault = redisUrlFault(url);
  if (fault) throw new TypeError(`The URL of the shared store ${fault}`);

  const times = { ...SHARED_TIMES, ...changes };
  const state = new SharedState(events, clock, times.steady);
  const redis = new RedisConnection(await redisClients(url, times.connect), state, times, random);
  await redis.open();
  const sealed = new SealedLists(new Seal(keys), events);
  return { redis, sealed, clock, times, random, up: () => state.up, close: () => redis.close() };
}
