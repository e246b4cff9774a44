import { SecretRotation } from '../client-credentials/authentication/secret-rotation.js';
import { CachedIntrospection } from '../introspection/cached-introspection.js';
import type { IntrospectionEndpoint } from '../introspection/introspection-endpoint.js';
import { IntrospectionWire } from '../introspection/introspection-wire.js';
import { ResilientIntrospection } from '../introspection/resilient-introspection.js';
import type { Discovery } from '../jwt/discovery.js';
import type { Introspection } from '../jwt/introspection.js';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import type { ProviderSettings } from './provider-settings.js';
import { tokenEndpointOf } from './token-endpoint.js';

interface Surroundings {
  readonly fetch: BoundedFetch;
  readonly clock: Clock;
  readonly events: AuthEvents;
}

/** How a provider is asked about its opaque tokens, or `undefined` where that is switched off. */
export function introspectionOf(
  settings: ProviderSettings,
  discovery: Discovery,
  { fetch, clock, events }: Surroundings,
): Introspection | undefined {
  const endpoint = introspectionEndpointOf(settings, discovery);
  if (!endpoint) return undefined;
  const { name: provider } = settings;
  const rotation = new SecretRotation(endpoint.client, () => events.emit('client_secret_switched', { provider }));
  const wire = new IntrospectionWire(endpoint, rotation, fetch, clock);
  return new CachedIntrospection(new ResilientIntrospection(wire, { provider, clock, events }), clock);
}

/** The client that asks is the one that asks for tokens. */
export function introspectionEndpointOf(
  settings: ProviderSettings,
  discovery: Discovery,
): IntrospectionEndpoint | undefined {
  if (!('introspection' in settings) || settings.introspection === 'off') return undefined;
  const tokenEndpoint = tokenEndpointOf(settings, discovery);
  if (!tokenEndpoint) return undefined;

  const { client, issuer, url: tokenUrl } = tokenEndpoint;
  const discover = () =>
    client.method === 'tls_client_auth'
      ? discovery.mutualTlsEndpoint('introspection_endpoint')
      : discovery.endpoint('introspection_endpoint');
  return { issuer, client, tokenUrl, url: async () => settings.introspectionUrl ?? discover() };
}
