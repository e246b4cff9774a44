import { MemoryCounters } from './memory-counters.js';

it('counts by name, and begins anew when the window has ended', async () => {
  let now = 1_000;
  const counters = new MemoryCounters(() => now);
  expect(await counters.hit('a', 60_000)).toEqual({ count: 1, remaining: 60_000 });
  now += 59_999;
  expect(await counters.hit('a', 60_000)).toEqual({ count: 2, remaining: 1 });
  expect(await counters.hit('b', 60_000)).toEqual({ count: 1, remaining: 60_000 });
  now += 1;
  expect(await counters.hit('a', 60_000)).toEqual({ count: 1, remaining: 60_000 });
});

it('remembers the last ten thousand names', async () => {
  const counters = new MemoryCounters(() => 0);
  for (let name = 0; name <= 10_000; name++) await counters.hit(String(name), 60_000);
  expect((await counters.hit('10000', 60_000)).count).toBe(2);
  expect((await counters.hit('1', 60_000)).count).toBe(2);
  expect((await counters.hit('0', 60_000)).count).toBe(1);
});
