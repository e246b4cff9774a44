import type { TokenRequest } from '../../client-credentials/token-source.js';
import type { CommonSettings } from '../common-settings.js';

/** Auth0 gives no token without an `audience`. */
export function auth0TokenParameters(settings: CommonSettings, request: TokenRequest): Record<string, string> {
  const { scope = settings.scope, audience = settings.audience[0] ?? '' } = request;
  return { audience, ...(scope && { scope }) };
}
