import type { AssertionRules } from '../../clients/authentication/assertion-rules.js';
import { keysByKid } from '../../clients/authentication/keys-by-kid.js';

/** auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt */
export const AUTH0_ASSERTIONS: AssertionRules = {
  algorithms: ['RS256', 'RS384', 'PS256'],
  keys: keysByKid,
  audiences: ['issuer', 'tokenUrl'],
  audienceInArray: true,
  longestLife: 300,
  clockSkew: 10,
  singleUse: true,
  clientIdRequired: false,
};
