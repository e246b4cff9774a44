import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';

export { type RunningService, startService } from './running-service.js';
export const OIDC = PROVIDER_ROWS.find(({ name }) => name === 'oidc') as ProviderRow;
