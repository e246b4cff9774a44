import { Refusal } from '../../refusals/refusal.js';
import type { ClientAssertion } from './client-assertion.js';
import type { AuthenticationContext } from './client-authentication.js';

/** `aud` as a string or, where that is allowed, as an array of one string. */
export function soleAudience({ claims: { aud } }: ClientAssertion, inArray: boolean): unknown {
  return inArray && Array.isArray(aud) && aud.length === 1 ? aud[0] : aud;
}

/**
 * `exp` is required, `nbf` and `iat` may be left out (RFC 7523 §3).
 * @param longestLife seconds that `exp` may be ahead
 * @throws Refusal
 */
export function checkTimes(
  { claims: { exp, nbf, iat } }: ClientAssertion,
  { errors, now, rules }: AuthenticationContext,
  longestLife: number,
): void {
  const starts = [nbf, iat].filter((time) => time !== undefined);
  if (!isTime(exp) || !starts.every(isTime)) throw new Refusal(errors.assertion_malformed);
  const started = starts.every((time) => time <= now + rules.clockSkew && time < exp);
  if (!started || exp <= now || exp > now + longestLife) throw new Refusal(errors.assertion_outside_time);
}

/** Only of an assertion whose signature is verified: nobody else may use up the client's identifiers. @throws Refusal */
export function useOnce(
  { claims: { jti, exp } }: ClientAssertion,
  id: string,
  { errors, now, usedAssertions }: AuthenticationContext,
): void {
  if (typeof jti !== 'string' || jti === '') throw new Refusal(errors.assertion_malformed);
  if (!usedAssertions.use(id, jti, Number(exp), now)) throw new Refusal(errors.assertion_replayed);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
