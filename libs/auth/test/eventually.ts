import { setTimeout } from 'node:timers/promises';

const TRIES = 200;
const MILLISECONDS = 50;

/** Waits until a check no longer throws; what it threw last is the failure. */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await check();
    } catch (error) {
      if (left === 0) throw error;
      await setTimeout(MILLISECONDS);
    }
  }
}
