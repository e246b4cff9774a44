import type { Clock } from '../../outbound/clock.js';
import type { RedisConnection } from './redis-connection.js';
import type { SealedLists } from './sealed-lists.js';
import type { SharedTimes } from './shared-times.js';

/** What everything that is shared is built upon. */
export interface SharedSurroundings {
  readonly redis: RedisConnection;
  readonly sealed: SealedLists;
  readonly clock: Clock;
  readonly times: SharedTimes;
  readonly random: () => number;
}
