import type { Clock } from '../src/outbound/clock.js';

/** 2023-11-14 22:13:20 UTC */
export const START_SECONDS = 1_700_000_000;

/** Time that stands still until a spec moves it. */
export class ManualClock implements Clock {
  private wall = START_SECONDS * 1000;
  private elapsed = 0;

  now(): number {
    return this.wall;
  }

  monotonic(): number {
    return this.elapsed;
  }

  /** @param milliseconds that pass on both clocks */
  advance(milliseconds: number): void {
    this.wall += milliseconds;
    this.elapsed += milliseconds;
  }

  /** Puts the wall clock right or wrong, as NTP does; no time passes. */
  setWall(milliseconds: number): void {
    this.wall = milliseconds;
  }
}
