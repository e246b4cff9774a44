import type { Check } from '../check.js';
import { fault, ok, skipped, warning } from '../finding.js';

const NOTABLE = 30;

/** The provider's clock and ours go together, by the `Date` of an answer (RFC 9110 §6.6.1). */
export const clock: Check = {
  name: 'clock',
  needs: ['dns', 'tls'],
  async run({ found: { skew }, settings: { clockTolerance, name } }) {
    if (!skew) return [skipped('no answer of the provider had a Date header')];
    const off = Math.abs(skew.seconds);
    if (off <= 1) return [ok(`this clock agrees with that of ${skew.host}`)];
    const message = `this clock is ${off} s ${skew.seconds > 0 ? 'behind' : 'ahead of'} that of ${skew.host}`;
    const hint = `set the time of this machine by NTP; OIDC_CLOCK_TOLERANCE_${name} (${clockTolerance} s) is for small differences`;
    if (off > clockTolerance) return [fault(message, hint)];
    return [off > NOTABLE ? warning(message, hint) : ok(message)];
  },
};
