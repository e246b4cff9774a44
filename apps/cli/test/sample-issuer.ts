import { type Issuer, startIssuer } from '@portero/issuer';

/** Entra names the API by this in v2 tokens, and by `api://` and this in v1 tokens. */
export const API_ID = '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90';
export const API = `api://${API_ID}`;
/** One whose App ID URI does not tell its application id. */
export const NAMED_API = 'https://orders.example';
export const NAMED_API_ID = '1d9b1f3a-64f5-4a0e-8f0b-0c8f3f7e2a11';
export const CLIENT = 'caller';
export const SECRET = crypto.randomUUID().replaceAll('-', '');
export const EXPIRED_SECRET = `old${SECRET}`;

export type Variables = Readonly<Record<string, string>>;

export function startSampleIssuer(): Promise<Issuer> {
  const permissions = ['read:students'];
  return startIssuer({
    apis: [
      { identifier: API, clientId: API_ID, permissions },
      { identifier: NAMED_API, clientId: NAMED_API_ID, permissions },
      { identifier: 'api://closed', permissions },
    ],
    clients: [
      {
        id: CLIENT,
        secret: SECRET,
        expiredSecrets: [EXPIRED_SECRET],
        grants: { [API]: permissions, [NAMED_API]: permissions },
      },
    ],
  });
}

/** The variables of a configuration without faults, by kind. */
export const SOUND = {
  azure: ({ endpoints }: Issuer) => ({
    AUTH_PROVIDERS: 'azure',
    OIDC_ISSUER_azure: endpoints['azure-v2'].issuer,
    OIDC_V1_ISSUER_azure: endpoints['azure-v1'].issuer,
    OIDC_CLIENT_ID_azure: CLIENT,
    OIDC_CLIENT_SECRET_azure: SECRET,
    OIDC_AUDIENCE_azure: API,
  }),
  auth0: ({ endpoints }: Issuer) => ({
    AUTH_PROVIDERS: 'auth0',
    AUTH0_DOMAIN: endpoints.auth0.issuer,
    AUTH0_CLIENT_ID: CLIENT,
    AUTH0_CLIENT_SECRET: SECRET,
    AUTH0_AUDIENCE: API,
  }),
  oidc: ({ endpoints }: Issuer) => ({
    AUTH_PROVIDERS: 'oidc',
    OIDC_ISSUER_oidc: endpoints.oidc.issuer,
    OIDC_CLIENT_ID_oidc: CLIENT,
    OIDC_CLIENT_SECRET_oidc: SECRET,
    OIDC_AUDIENCE_oidc: API,
    OIDC_RESOURCE_oidc: API,
  }),
} satisfies Readonly<Record<string, (issuer: Issuer) => Variables>>;
