import type { ProviderKind } from '../provider-kind.js';
import { checkOidc, type OidcSettings, oidcSettings } from './oidc.settings.js';
import { OidcStrategy } from './oidc.strategy.js';
import { oidcTokenParameters } from './oidc.token-request.js';
import { oidcTrusts } from './oidc.trust.js';

/** Any OpenID Connect issuer: RFC 9068 as it stands, other vendors by settings. */
export const oidc: ProviderKind<OidcSettings> = {
  settings: oidcSettings,
  issuerExample: 'https://<host>/<path>',
  defaultAuthMethod: 'client_secret_basic',
  strategy: OidcStrategy,
  check: checkOidc,
  trusts: oidcTrusts,
  tokenParameters: oidcTokenParameters,
};
