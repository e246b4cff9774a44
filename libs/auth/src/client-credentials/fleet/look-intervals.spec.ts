import { SHARED_TIMES } from '../../shared-store/shared-times.js';
import { RESILIENCE } from '../resilience-options.js';
import { lookIntervals } from './look-intervals.js';

const first = (count: number, random: number) => {
  const intervals = lookIntervals(SHARED_TIMES, () => random);
  return Array.from({ length: count }, () => intervals.next().value);
};

it('looks often at first, then less', () => {
  expect(first(5, 1)).toEqual([25, 50, 100, 200, 200]);
});

it('looks at a moment of its own', () => {
  expect(first(5, 0)).toEqual([12.5, 25, 50, 100, 100]);
});

it('waits as long as a request may take, and shows a failure for longer than a look takes to come', () => {
  const { longestLook, failure, lock, longestHold, patience } = SHARED_TIMES;
  expect(failure).toBeGreaterThan(longestLook * 2);
  expect(longestHold).toBeGreaterThan(lock);
  expect(patience).toBeGreaterThanOrEqual(RESILIENCE.total);
});
