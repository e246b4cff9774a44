import type { AssertionRules } from '../../clients/authentication/assertion-rules.js';
import { keysByThumbprint } from '../../clients/authentication/keys-by-thumbprint.js';

/**
 * learn.microsoft.com/entra/identity-platform/certificate-credentials: Entra sets `exp` no limit. MSAL sends one assertion
 * until it expires, so that it cannot be for single use either.
 */
export const AZURE_ASSERTIONS: AssertionRules = {
  algorithms: ['PS256', 'RS256'],
  keys: keysByThumbprint,
  audiences: ['tokenUrl'],
  audienceInArray: false,
  longestLife: Number.POSITIVE_INFINITY,
  clockSkew: 300,
  singleUse: false,
  clientIdRequired: true,
};
