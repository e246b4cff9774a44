import type { Trust } from '../../jwt/trust.js';
import { commonTrust } from '../common-trust.js';
import { accessTokenRule, rfc9068Rule } from './oidc.rules.js';
import type { OidcSettings } from './oidc.settings.js';

/** RFC 9068 tokens, and those of other vendors by settings. */
export function oidcTrusts(settings: OidcSettings): [Trust] {
  return [
    {
      ...commonTrust(settings),
      types: settings.tokenTypes,
      clientClaims: [settings.clientClaim],
      permissionClaims: settings.permissionClaims,
      audienceOptional: settings.audienceOptional,
      rules: [accessTokenRule, rfc9068Rule],
    },
  ];
}
