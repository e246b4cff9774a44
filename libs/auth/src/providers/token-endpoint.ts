import { mutualTls } from '../client-credentials/authentication/mutual-tls.js';
import { BindingKey } from '../client-credentials/dpop/binding-key.js';
import type { TokenEndpoint } from '../client-credentials/token-endpoint.js';
import type { Discovery } from '../jwt/discovery.js';
import { type Clock, systemClock } from '../outbound/clock.js';
import { clientMaterial, credentialExpiry } from './client-material.js';
import { authMethodOf } from './client-settings.js';
import type { ProviderSettings } from './provider-settings.js';
import { kindNamed } from './registry.js';

/** The token endpoint of a provider, or `undefined` when no client is configured. */
export function tokenEndpointOf(
  settings: ProviderSettings,
  discovery: Discovery,
  clock: Clock = systemClock,
): TokenEndpoint | undefined {
  const { name, issuer, tokenUrl, clientId, basicEncoding, assertionAudience, assertionAlgorithm, sendX5c } = settings;
  if (!clientId) return undefined;

  const kind = kindNamed(settings.kind);
  const method = authMethodOf(settings, kind.defaultAuthMethod);
  const material = clientMaterial(settings);
  const discover = () =>
    method === 'tls_client_auth' ? discovery.mutualTlsEndpoint('token_endpoint') : discovery.endpoint('token_endpoint');
  return {
    provider: name,
    issuer,
    fixedUrl: tokenUrl,
    url: async () => tokenUrl ?? discover(),
    client: {
      ...material,
      id: clientId,
      method,
      basicEncoding,
      assertion: { audience: assertionAudience, algorithm: assertionAlgorithm, sendX5c },
      mutualTls,
    },
    bindingKey: settings.dpop ? new BindingKey(clock) : undefined,
    parameters: (request) => kind.tokenParameters(settings, request),
    credentialExpiry: () => credentialExpiry(settings, material.read),
  };
}
