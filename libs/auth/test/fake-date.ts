import { jest } from '@jest/globals';

const REAL = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

afterEach(() => {
  jest.useRealTimers();
});

/**
 * Takes over `Date` until the test ends, for a library that reads it; timers stay real.
 *
 * @returns sets it, in milliseconds since the epoch
 */
export function fakeDateOnly(now: number): (now: number) => void {
  jest.useFakeTimers({ now, doNotFake: [...REAL] });
  return (later) => jest.setSystemTime(later);
}
