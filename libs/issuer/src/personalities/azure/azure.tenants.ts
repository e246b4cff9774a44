import { Refusal } from '../../refusals/refusal.js';
import type { Personality } from '../personality.js';
import { AZURE_ERRORS } from './azure.errors.js';

/** Tenant of the documents that are the same for everyone; no app and no person lives in it, so it gives no tokens. */
const COMMON = 'common';

export const admitTenant: Required<Personality>['admit'] = (endpoint, tenant, site) => {
  if (tenant === site.tenant || (tenant === COMMON && (endpoint === 'discovery' || endpoint === 'jwks'))) return;
  throw new Refusal(AZURE_ERRORS.tenant_unknown, tenant);
};

/** At `common` the issuer is a literal template, for the reader to fill with the token's `tid`. */
export function issuerTenant(tenant: string): string {
  return tenant === COMMON ? '{tenantid}' : tenant;
}
