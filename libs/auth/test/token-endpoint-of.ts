import type { Client, TokenEndpoint } from '../src/client-credentials/token-endpoint.js';

type Changes = Partial<Omit<TokenEndpoint, 'client'>> & { client?: Partial<Client> };

/** A client at an RFC 6749 token endpoint, except for what a spec is about. */
export function tokenEndpointOf({ client, ...changes }: Changes = {}): TokenEndpoint {
  return {
    provider: 'op',
    issuer: 'https://op.example',
    url: async () => 'https://op.example/token',
    parameters: ({ scope, audience }) => ({ ...(scope && { scope }), ...(audience && { audience }) }),
    ...changes,
    client: {
      id: 'portero',
      method: 'client_secret_post',
      secret: async () => 'CLIENT-SECRET',
      basicEncoding: 'encoded',
      ...client,
    },
  };
}
