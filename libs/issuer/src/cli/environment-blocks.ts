import type { Issuer } from '../issuer.js';
import { SAMPLE_API, SAMPLE_CLIENT_ID, SAMPLE_SIGN_IN_CLIENT_ID } from './sample.js';

type Settings = Readonly<Record<string, string>>;

/** Settings that point a Portero service at each personality, ready to paste. @param secretFile where the client's secret is */
export function environmentBlocks({ endpoints }: Pick<Issuer, 'endpoints'>, secretFile: string): string {
  const blocks: Readonly<Record<string, Settings>> = {
    'Microsoft Entra ID': {
      AUTH_PROVIDERS: 'azure',
      OIDC_ISSUER_azure: endpoints['azure-v2'].issuer,
      OIDC_V1_ISSUER_azure: endpoints['azure-v1'].issuer,
      OIDC_CLIENT_ID_azure: SAMPLE_CLIENT_ID,
      OIDC_CLIENT_SECRET_FILE_azure: secretFile,
      OIDC_AUDIENCE_azure: SAMPLE_API.identifier,
      OIDC_SIGN_IN_CLIENT_ID_azure: SAMPLE_SIGN_IN_CLIENT_ID,
    },
    Auth0: {
      AUTH_PROVIDERS: 'auth0',
      AUTH0_DOMAIN: endpoints.auth0.issuer.replace(/\/$/, ''),
      AUTH0_AUDIENCE: SAMPLE_API.identifier,
      AUTH0_CLIENT_ID: SAMPLE_CLIENT_ID,
      OIDC_CLIENT_SECRET_FILE_auth0: secretFile,
      OIDC_SIGN_IN_CLIENT_ID_auth0: SAMPLE_SIGN_IN_CLIENT_ID,
    },
    'Any OpenID Connect issuer': {
      AUTH_PROVIDERS: 'oidc',
      OIDC_ISSUER_oidc: endpoints.oidc.issuer,
      OIDC_CLIENT_ID_oidc: SAMPLE_CLIENT_ID,
      OIDC_CLIENT_SECRET_FILE_oidc: secretFile,
      OIDC_AUDIENCE_oidc: SAMPLE_API.identifier,
      OIDC_SIGN_IN_CLIENT_ID_oidc: SAMPLE_SIGN_IN_CLIENT_ID,
    },
  };
  return Object.entries(blocks)
    .map(([title, settings]) => [`# ${title}`, ...lines(settings), ''].join('\n'))
    .join('\n');
}

function lines(settings: Settings): string[] {
  return Object.entries(settings).map(([name, value]) => `${name}=${value}`);
}
