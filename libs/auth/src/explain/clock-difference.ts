import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import { ClockOffset } from '../outbound/clock-offset.js';
import { OutboundError } from '../outbound/outbound-error.js';

/**
 * Asks a server for its time.
 *
 * @returns seconds that its clock is ahead of ours, or `undefined` when it does not answer or does not say
 */
export async function clockDifference(url: string, fetch: BoundedFetch, clock: Clock): Promise<number | undefined> {
  const offset = new ClockOffset(clock);
  try {
    await offset.measuring(fetch)(url, { headers: { accept: 'application/json' } });
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
  }
  return offset.seconds;
}
