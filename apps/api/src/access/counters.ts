import type { Count } from '@portero/auth';

/** Counts what happens in windows of time. */
export interface Counters {
  /** Counts one more under a name, in the window that runs. */
  hit(name: string, windowMilliseconds: number): Promise<Count>;
}

export const COUNTERS = Symbol('COUNTERS');
