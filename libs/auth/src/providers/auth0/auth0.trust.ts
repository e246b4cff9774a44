import type { Trust } from '../../jwt/trust.js';
import type { CommonSettings } from '../common-settings.js';
import { commonTrust } from '../common-trust.js';

/** Auth0's default token profile (`JWT`, `azp`) and its RFC 9068 profile (`at+jwt`, `client_id`). */
export function auth0Trusts(settings: CommonSettings): [Trust] {
  return [{ ...commonTrust(settings), types: ['jwt', 'at+jwt'], clientClaims: ['azp', 'client_id'] }];
}
