import type { TokenRequest } from '../../client-credentials/token-source.js';
import type { OidcSettings } from './oidc.settings.js';

/** The audience is asked for as a resource indicator (RFC 8707 §2). */
export function oidcTokenParameters(settings: OidcSettings, request: TokenRequest): Record<string, string> {
  const { scope = settings.scope, audience: resource = settings.resource } = request;
  return { ...(scope && { scope }), ...(resource && { resource }) };
}
