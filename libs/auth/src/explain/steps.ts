import type { Step } from './examine.js';

/** What the guard does beside the rules of the lists. */
export const STEPS = {
  credentials: {
    about: 'credentials',
    source: 'RFC 6750 §2.1, RFC 9449 §7.1',
    expected: 'one token, of letters, digits and -._~+/ only',
  },
  form: {
    about: 'form',
    source: 'RFC 7515 §7.1, RFC 7519 §7.2',
    expected: 'three base64url parts, JSON in two of them',
  },
  activity: { about: 'activity', source: 'RFC 7662 §2.2', expected: 'active: true' },
  issuer: { about: 'issuer', source: 'RFC 9068 §4, RFC 8725 §3.8', expected: 'iss of a trusted issuer' },
  key: { about: 'key', source: 'RFC 7515 §4.1.4, RFC 7517 §4.5', expected: 'a kid of the published key set' },
  signature: { about: 'signature', source: 'RFC 7515 §5.2', expected: 'a signature by a key of the issuer' },
  binding: {
    about: 'binding',
    source: 'RFC 7800 §3.1, RFC 9449 §7, RFC 8705 §3',
    expected: 'no cnf: a token alone proves no possession',
  },
  permissions: { about: 'permissions', source: 'RFC 6750 §3.1, RFC 9068 §2.2.3', expected: 'none asked for' },
} as const satisfies Record<string, Step>;
