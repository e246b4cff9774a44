import type { ProviderKind } from '../provider-kind.js';
import { checkLocal, type LocalSettings, localDefaults, localSettings } from './local.settings.js';
import { LocalStrategy } from './local.strategy.js';
import { localTokenParameters } from './local.token-request.js';
import { localTrusts } from './local.trust.js';

/** The embedded issuer, for development and tests. */
export const local: ProviderKind<LocalSettings> = {
  settings: localSettings,
  issuerExample: 'http://127.0.0.1:4010/oidc',
  developmentOnly: true,
  defaultAuthMethod: 'client_secret_basic',
  strategy: LocalStrategy,
  defaults: localDefaults,
  check: checkLocal,
  trusts: localTrusts,
  tokenParameters: localTokenParameters,
};
