import type { BoundedFetch } from './bounded-fetch.js';
import { OutboundError } from './outbound-error.js';
import { retryAfterSeconds } from './retry-after.js';

/**
 * GETs a JSON object. The content type is not looked at: key sets come under several.
 *
 * @throws {OutboundError} anything but a 200 with a JSON object
 */
export async function fetchJsonObject(fetch: BoundedFetch, url: string, now: number): Promise<Record<string, unknown>> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  const { origin } = new URL(url);
  if (response.status !== 200) {
    throw new OutboundError('status', `${origin} answered ${response.status}`, {
      status: response.status,
      retryAfter: retryAfterSeconds(response.headers.get('retry-after'), now),
    });
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new OutboundError('not_json', `${origin} did not answer with a JSON object`);
  }
  return body as Record<string, unknown>;
}
