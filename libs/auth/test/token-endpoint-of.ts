import { mutualTls } from '../src/client-credentials/authentication/mutual-tls.js';
import type { Client, TokenEndpoint } from '../src/client-credentials/token-endpoint.js';

type Changes = Partial<Omit<TokenEndpoint, 'client'>> & { client?: Partial<Client> };

/** A client at an RFC 6749 token endpoint, except for what a spec is about. */
export function tokenEndpointOf({ client, ...changes }: Changes = {}): TokenEndpoint {
  return {
    provider: 'op',
    issuer: 'https://op.example',
    url: async () => 'https://op.example/token',
    parameters: ({ scope, audience }) => ({ ...(scope && { scope }), ...(audience && { audience }) }),
    credentialExpiry: async () => undefined,
    ...changes,
    client: {
      id: 'portero',
      method: 'client_secret_post',
      read: async (material) => (material === 'secret' ? 'CLIENT-SECRET' : ''),
      secrets: async () => ['CLIENT-SECRET'],
      basicEncoding: 'encoded',
      assertion: { audience: 'issuer', sendX5c: false },
      mutualTls,
      ...client,
    },
  };
}
