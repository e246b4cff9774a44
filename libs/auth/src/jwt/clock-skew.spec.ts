import type { Reason } from '../telemetry/reasons.js';
import { secondsOff } from './clock-skew.js';

const NOW = 1_700_000_000;
const CLAIMS = { exp: NOW - 70, nbf: NOW + 90 };

it.each<[Reason, number | undefined]>([
  ['expired', -70],
  ['not_yet_valid', 90],
  ['audience_mismatch', undefined],
])('tells of %s that the token is off by %s (F-B13)', (reason, seconds) => {
  expect(secondsOff(reason, CLAIMS, NOW)).toBe(seconds);
});

it('tells nothing of a token without the claim', () => {
  expect(secondsOff('expired', {}, NOW)).toBeUndefined();
});
