import type { AssertionRules } from '../../clients/authentication/assertion-rules.js';
import { keysByKid } from '../../clients/authentication/keys-by-kid.js';

/** RFC 7523 §3 and OpenID Connect Core §9. `aud` has one value, so that no other issuer can use the assertion here. */
export const OIDC_ASSERTIONS: AssertionRules = {
  algorithms: ['RS256', 'PS256', 'ES256'],
  keys: keysByKid,
  audiences: ['issuer', 'tokenUrl'],
  audienceInArray: true,
  longestLife: 600,
  clockSkew: 60,
  singleUse: true,
  clientIdRequired: false,
};
