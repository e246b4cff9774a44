import type { SharedTimes } from '../../shared-store/shared-times.js';

/** Milliseconds between looks: short at first, then longer, and never at the same moment as others. */
export function* lookIntervals(times: SharedTimes, random: () => number): Generator<number, never> {
  for (let wait = times.firstLook; ; wait = Math.min(wait * 2, times.longestLook)) yield wait * (0.5 + random() / 2);
}
