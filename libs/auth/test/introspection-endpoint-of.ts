import type { Client } from '../src/client-credentials/token-endpoint.js';
import type { IntrospectionEndpoint } from '../src/introspection/introspection-endpoint.js';
import { tokenEndpointOf } from './token-endpoint-of.js';

type Changes = Partial<Omit<IntrospectionEndpoint, 'client'>> & { client?: Partial<Client> };

/** A client that asks an RFC 7662 endpoint, except for what a spec is about. */
export function introspectionEndpointOf({ client, ...changes }: Changes = {}): IntrospectionEndpoint {
  return {
    issuer: 'https://op.example',
    url: async () => 'https://op.example/introspect',
    tokenUrl: async () => 'https://op.example/token',
    ...changes,
    client: tokenEndpointOf({ client }).client,
  };
}
