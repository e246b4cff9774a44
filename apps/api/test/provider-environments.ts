import type { KindName } from '@portero/auth';
import type { Issuer, PersonalityName } from '@portero/issuer';

/** One row of the provider matrix: which personality stands for the vendor, and the variables that point at it. */
export interface ProviderRow {
  readonly name: string;
  readonly kind: KindName;
  readonly personality: PersonalityName;
  readonly variables: (issuer: Issuer, secret: string) => Readonly<Record<string, string>>;
}

/** Application id of the sample API; Entra names it by this in v2 tokens and by `api://` and this in v1 tokens. */
export const API_ID = '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90';
export const API = `api://${API_ID}`;
export const CLIENT = 'caller';

const azure = ({ endpoints }: Issuer, secret: string) => ({
  AUTH_PROVIDERS: 'azure',
  OIDC_ISSUER_azure: endpoints['azure-v2'].issuer,
  OIDC_V1_ISSUER_azure: endpoints['azure-v1'].issuer,
  OIDC_CLIENT_ID_azure: CLIENT,
  OIDC_CLIENT_SECRET_azure: secret,
  OIDC_AUDIENCE_azure: API,
});

const auth0 = ({ endpoints }: Issuer, secret: string) => ({
  AUTH_PROVIDERS: 'auth0',
  AUTH0_DOMAIN: endpoints.auth0.issuer,
  AUTH0_AUDIENCE: API,
  AUTH0_CLIENT_ID: CLIENT,
  AUTH0_CLIENT_SECRET: secret,
});

const oidc = ({ endpoints }: Issuer, secret: string) => ({
  AUTH_PROVIDERS: 'oidc',
  OIDC_ISSUER_oidc: endpoints.oidc.issuer,
  OIDC_CLIENT_ID_oidc: CLIENT,
  OIDC_CLIENT_SECRET_oidc: secret,
  OIDC_AUDIENCE_oidc: API,
});

const local = ({ endpoints }: Issuer, secret: string) => ({
  AUTH_PROVIDERS: 'local',
  OIDC_ISSUER_local: endpoints.oidc.issuer,
  OIDC_CLIENT_ID_local: CLIENT,
  OIDC_CLIENT_SECRET_local: secret,
  OIDC_AUDIENCE_local: API,
});

/** Every kind of the registry has its rows here, or this does not compile. */
const ROWS: Readonly<Record<KindName, readonly Omit<ProviderRow, 'kind'>[]>> = {
  azure: [
    { name: 'azure, v2 tokens', personality: 'azure-v2', variables: azure },
    { name: 'azure, v1 tokens', personality: 'azure-v1', variables: azure },
  ],
  auth0: [{ name: 'auth0', personality: 'auth0', variables: auth0 }],
  oidc: [{ name: 'oidc', personality: 'oidc', variables: oidc }],
  local: [{ name: 'local', personality: 'oidc', variables: local }],
};

export const PROVIDER_ROWS: readonly ProviderRow[] = Object.entries(ROWS).flatMap(([kind, rows]) =>
  rows.map((row) => ({ ...row, kind: kind as KindName })),
);

/** The row of a plain issuer, for what is the same with all of them. */
export const OIDC = PROVIDER_ROWS.find(({ name }) => name === 'oidc') as ProviderRow;
