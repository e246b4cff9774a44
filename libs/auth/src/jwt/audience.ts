import type { Trust } from './trust.js';

/**
 * Whether `aud` holds an accepted audience, or may be absent (RFC 7519 §4.1.3: a string or an array of them).
 *
 * @param routeAudiences replace those of the trust
 */
export function audienceAccepted(aud: unknown, trust: Trust, routeAudiences?: readonly string[]): boolean {
  if (aud === undefined) return trust.audienceOptional && !routeAudiences;
  const accepted = routeAudiences ?? trust.audiences;
  const values: unknown[] = Array.isArray(aud) ? aud : [aud];
  return values.some((value) => typeof value === 'string' && accepted.includes(value));
}
