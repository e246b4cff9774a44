import type { TokenRequest } from '../../client-credentials/token-source.js';
import type { AzureSettings } from './azure.settings.js';

/** Entra takes one resource and all that is granted on it: `<App ID URI>/.default`, nothing finer. */
export function azureTokenParameters(
  settings: AzureSettings,
  { scope, audience }: TokenRequest,
): Record<string, string> {
  if (scope) return { scope };
  if (audience) return { scope: `${audience}/.default` };
  return { scope: settings.scope ?? `${settings.audience[0]}/.default` };
}
