import type { Trust } from '../../jwt/trust.js';
import type { CommonSettings } from '../common-settings.js';
import { commonTrust } from '../common-trust.js';

/** The embedded issuer's RFC 9068 tokens. */
export function localTrusts(settings: CommonSettings): [Trust] {
  const requiredClaims = ['sub', 'iat', 'jti'];
  return [{ ...commonTrust(settings), types: ['at+jwt'], clientClaims: ['client_id'], requiredClaims }];
}
