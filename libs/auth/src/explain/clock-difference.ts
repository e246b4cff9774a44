import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import { OutboundError } from '../outbound/outbound-error.js';

/**
 * How far a server's clock is ahead of ours, by the `Date` field of its answer (RFC 9110 §6.6.1).
 *
 * @returns seconds, or `undefined` when it does not answer or does not say
 */
export async function clockDifference(url: string, fetch: BoundedFetch, clock: Clock): Promise<number | undefined> {
  const before = clock.now();
  const date = await dateOf(url, fetch);
  if (Number.isNaN(date)) return undefined;
  // It was written somewhere between, in whole seconds.
  const middle = (before + clock.now()) / 2;
  return Math.round((date - middle) / 1000);
}

async function dateOf(url: string, fetch: BoundedFetch): Promise<number> {
  try {
    const { headers } = await fetch(url, { headers: { accept: 'application/json' } });
    return Date.parse(headers.get('date') ?? '');
  } catch (error) {
    if (error instanceof OutboundError) return Number.NaN;
    throw error;
  }
}
