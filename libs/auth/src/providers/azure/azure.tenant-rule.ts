import { shown } from '../../jwt/shown.js';
import type { Rule } from '../../jwt/trust.js';

/** The token's own tenant must be the one its issuer stands for. */
export const tenantRule = (tenant: string): Rule => ({
  about: 'tenant',
  source: 'Microsoft identity platform, access token claims: tid',
  broken: ({ claims: { tid } }) =>
    typeof tid === 'string' && tid.toLowerCase() === tenant.toLowerCase() ? undefined : 'tenant_mismatch',
  expected: () => `tid: ${tenant}`,
  actual: ({ claims }) => shown(claims.tid),
});
