import type { SharedCounters } from '@portero/auth';
import { FleetCounters } from './fleet-counters.js';
import { MemoryCounters } from './memory-counters.js';

it('goes by its own count while the shared store does not answer, and has counted all along', async () => {
  let answer: Awaited<ReturnType<SharedCounters['hit']>> = { count: 40, remaining: 7 };
  const shared = { hit: async () => answer } as unknown as SharedCounters;
  const counters = new FleetCounters(shared, new MemoryCounters(() => 0));

  expect(await counters.hit('a', 60_000)).toEqual({ count: 40, remaining: 7 });
  answer = undefined;
  expect(await counters.hit('a', 60_000)).toEqual({ count: 2, remaining: 60_000 });
});
