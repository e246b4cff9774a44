import type { TokenRequest } from '../../client-credentials/token-source.js';
import type { CommonSettings } from '../common-settings.js';

export function localTokenParameters(settings: CommonSettings, request: TokenRequest): Record<string, string> {
  const { scope = settings.scope, audience: resource = settings.audience[0] } = request;
  return { ...(scope && { scope }), ...(resource && { resource }) };
}
