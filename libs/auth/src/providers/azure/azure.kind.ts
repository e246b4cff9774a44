import type { ProviderKind } from '../provider-kind.js';
import { type AzureSettings, azureSettings, checkAzure } from './azure.settings.js';
import { AzureStrategy } from './azure.strategy.js';
import { azureTokenParameters } from './azure.token-request.js';
import { azureTrusts } from './azure.trust.js';

/** Microsoft Entra ID. */
export const azure: ProviderKind<AzureSettings> = {
  settings: azureSettings,
  issuerExample: 'https://login.microsoftonline.com/<tenant id>/v2.0',
  defaultAuthMethod: 'client_secret_post',
  strategy: AzureStrategy,
  check: checkAzure,
  trusts: azureTrusts,
  tokenParameters: azureTokenParameters,
};
