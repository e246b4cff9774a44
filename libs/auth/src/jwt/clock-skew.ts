import type { Reason } from '../telemetry/reasons.js';
import type { Claims } from './compact-token.js';

/** The claim that a token is refused for. */
const TIMES: Partial<Record<Reason, 'exp' | 'nbf'>> = { expired: 'exp', not_yet_valid: 'nbf' };

/**
 * How far a token is from its time: negative when it ended so long ago, positive when it begins so much later.
 *
 * @param now seconds since the epoch
 * @returns seconds; `undefined` when the token was refused for something else
 */
export function secondsOff(reason: Reason, claims: Claims, now: number): number | undefined {
  const name = TIMES[reason];
  const time = name && claims[name];
  return typeof time === 'number' ? time - now : undefined;
}
