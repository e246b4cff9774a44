import type { ProviderKind } from '../provider-kind.js';
import { AUTH0_ALIASES, auth0Settings, checkAuth0 } from './auth0.settings.js';
import { Auth0Strategy } from './auth0.strategy.js';
import { auth0TokenParameters } from './auth0.token-request.js';
import { auth0Trusts } from './auth0.trust.js';

export const auth0: ProviderKind = {
  settings: auth0Settings,
  issuerExample: 'https://<tenant>.<region>.auth0.com/',
  defaultAuthMethod: 'client_secret_post',
  strategy: Auth0Strategy,
  aliases: AUTH0_ALIASES,
  check: checkAuth0,
  trusts: auth0Trusts,
  tokenParameters: auth0TokenParameters,
};
