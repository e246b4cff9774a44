const LONGEST = 3600;

/**
 * Reads a `Retry-After` header, seconds or HTTP date (RFC 9110 §10.2.3).
 *
 * @returns whole seconds from 0 to 3600, or `undefined` for an absent or unreadable value
 */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const value = header.trim();
  if (/^\d+$/.test(value)) return Math.min(Number(value), LONGEST);
  // Every HTTP-date form begins with a day name; Date.parse alone would take "-1" for a date.
  if (!/^[A-Z][a-z]+,? /.test(value)) return undefined;
  // The asctime form names no zone and means GMT all the same (RFC 9110 §5.6.7).
  const date = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  if (Number.isNaN(date)) return undefined;
  return Math.min(Math.max(Math.ceil((date - now) / 1000), 0), LONGEST);
}
