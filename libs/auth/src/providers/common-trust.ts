import type { Trust } from '../jwt/trust.js';
import type { CommonSettings } from './common-settings.js';

/** What the trust of every kind takes from the settings as it is. */
export function commonTrust(settings: CommonSettings) {
  return {
    provider: settings.name,
    issuer: settings.issuer,
    discoveryUrl: `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    jwksUrl: settings.jwksUrl,
    algorithms: settings.algorithms,
    audiences: settings.audience,
    audienceForms: (audience) => [audience],
    relaxAudience: settings.relaxAudience,
    audienceOptional: false,
    senderConstrained: settings.senderConstrained,
    callers: settings.callers,
    permissionClaims: ['scope', 'scp', 'roles', 'permissions'],
    requiredClaims: ['sub'],
    clockTolerance: settings.clockTolerance,
    rules: [],
  } satisfies Partial<Trust>;
}
