import type { Clock } from '../../outbound/clock.js';
import type { AuthEvents } from '../../telemetry/auth-events.js';
import type { HoldOff } from '../hold-off.js';
import type { TokenRequester } from '../token-requester.js';
import type { CacheKeys } from './cache-keys.js';
import { redisClients } from './redis-client.js';
import { RedisConnection } from './redis-connection.js';
import { holdOffName } from './redis-names.js';
import { redisUrlFault } from './redis-url.js';
import { Seal } from './seal.js';
import { SealedLists } from './sealed-lists.js';
import { SharedHoldOff } from './shared-hold-off.js';
import { SharedRequester } from './shared-requester.js';
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

/** What the instances of a service share, in Redis or Valkey. */
export interface SharedStore {
  requester(inner: TokenRequester): TokenRequester;
  /** @param endpointKey names a client at a token endpoint, the same on every instance */
  holdOff(endpointKey: string): HoldOff;
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
  const shared = { redis, sealed: new SealedLists(new Seal(keys), events), clock, times, random };
  return {
    requester: (inner) => new SharedRequester(inner, shared),
    holdOff: (endpointKey) => new SharedHoldOff(holdOffName(endpointKey), shared),
    close: () => redis.close(),
  };
}
