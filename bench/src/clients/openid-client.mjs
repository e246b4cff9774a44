import { allowInsecureRequests, ClientSecretPost, Configuration, clientCredentialsGrant } from 'openid-client';

/** Bare: it has no cache. */
export async function create({ endpoints, API, clientId, secret }) {
  const { issuer, tokenUrl } = endpoints['azure-v2'];
  const server = { issuer, token_endpoint: tokenUrl };
  const config = new Configuration(server, clientId, undefined, ClientSecretPost(secret));
  allowInsecureRequests(config);
  return () => clientCredentialsGrant(config, { scope: `${API}/.default` });
}
