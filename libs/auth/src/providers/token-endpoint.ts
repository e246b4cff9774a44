import type { TokenEndpoint } from '../client-credentials/token-endpoint.js';
import type { Discovery } from '../jwt/discovery.js';
import { clientSecretOf } from './client-secret.js';
import type { ProviderSettings } from './provider-settings.js';
import { kindNamed } from './registry.js';

/** The token endpoint of a provider, or `undefined` when no client is configured. */
export function tokenEndpointOf(settings: ProviderSettings, discovery: Discovery): TokenEndpoint | undefined {
  const { name, issuer, tokenUrl, clientId, clientAuthMethod, basicEncoding } = settings;
  if (!clientId) return undefined;

  const kind = kindNamed(settings.kind);
  return {
    provider: name,
    issuer,
    url: async () => tokenUrl ?? discovery.endpoint('token_endpoint'),
    client: {
      id: clientId,
      method: clientAuthMethod ?? kind.defaultAuthMethod,
      secret: clientSecretOf(settings),
      basicEncoding,
    },
    parameters: (request) => kind.tokenParameters(settings, request),
  };
}
