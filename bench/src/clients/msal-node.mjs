import { ConfidentialClientApplication, ProtocolMode } from '@azure/msal-node';

// MSAL demands https: this carries its requests to the issuer on loopback.
const network = (origin) => {
  const send = async (method, url, { headers, body } = {}) => {
    const { pathname, search } = new URL(url);
    const response = await fetch(`${origin}${pathname}${search}`, { method, headers, body });
    return { headers: Object.fromEntries(response.headers), body: await response.json(), status: response.status };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
};

export async function create({ origin, tenant, API, clientId, secret }) {
  const authority = `https://localhost/azure/${tenant}/v2.0`;
  const metadata = {
    issuer: authority,
    authorization_endpoint: `${authority}/authorize`,
    token_endpoint: `https://localhost/azure/${tenant}/oauth2/v2.0/token`,
    end_session_endpoint: `${authority}/logout`,
    jwks_uri: `${authority}/keys`,
  };
  const client = new ConfidentialClientApplication({
    auth: {
      clientId,
      clientSecret: secret,
      authority,
      knownAuthorities: ['localhost'],
      authorityMetadata: JSON.stringify(metadata),
    },
    system: { networkClient: network(origin), protocolMode: ProtocolMode.OIDC },
  });
  return () => client.acquireTokenByClientCredential({ scopes: [`${API}/.default`] });
}
