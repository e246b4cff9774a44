import { ManualClock } from '../../test/manual-clock.js';
import { MemoryProofs } from './proof-memory.js';

const LIFE = 80_000;

let clock: ManualClock;
beforeEach(() => {
  clock = new ManualClock();
});

it('knows a use until its end, to the millisecond', async () => {
  const proofs = new MemoryProofs(clock);
  expect(await proofs.firstUse('one', LIFE)).toBe(true);
  expect(await proofs.firstUse('one', LIFE)).toBe(false);
  expect(await proofs.firstUse('two', LIFE)).toBe(true);
  clock.advance(LIFE - 1);
  expect(await proofs.firstUse('one', LIFE)).toBe(false);
  clock.advance(1);
  expect(await proofs.firstUse('one', LIFE)).toBe(true);
  expect(await proofs.firstUse('one', LIFE)).toBe(false);
});

it('lets one of many win that come at once', async () => {
  const proofs = new MemoryProofs(clock);
  const uses = await Promise.all(Array.from({ length: 50 }, () => proofs.firstUse('one', LIFE)));
  expect(uses.filter(Boolean)).toHaveLength(1);
});

it('is not misled by the wall clock', async () => {
  const proofs = new MemoryProofs(clock);
  await proofs.firstUse('one', LIFE);
  clock.setWall(clock.now() + 10 * LIFE);
  expect(await proofs.firstUse('one', LIFE)).toBe(false);
});

it('keeps each for its own time, whatever comes between', async () => {
  const proofs = new MemoryProofs(clock);
  for (let i = 0; i < 400; i += 1) {
    expect(await proofs.firstUse(`${i}`, LIFE)).toBe(true);
    for (const back of [1, 50, 79]) if (i >= back) expect(await proofs.firstUse(`${i - back}`, LIFE)).toBe(false);
    clock.advance(1_000);
  }
});

it('refuses when full, rather than forget a proof that could then be used again, and has room later', async () => {
  const proofs = new MemoryProofs(clock, 3);
  // The first is alone in the old generation.
  for (const id of ['victim', 'a', 'b', 'c']) expect(await proofs.firstUse(id, LIFE)).toBe(true);
  expect(await proofs.firstUse('d', LIFE)).toBe(false);
  expect(await proofs.firstUse('victim', LIFE)).toBe(false);
  clock.advance(LIFE);
  expect(await proofs.firstUse('d', LIFE)).toBe(true);
});

it('holds no more than two lifetimes of ids', async () => {
  const proofs = new MemoryProofs(clock, 100);
  let refused = 0;
  // One a second is within the capacity for as long as it goes on.
  for (let i = 0; i < 1_000; i += 1) {
    if (!(await proofs.firstUse(`${i}`, LIFE))) refused += 1;
    clock.advance(1_000);
  }
  expect(refused).toBe(0);
});
