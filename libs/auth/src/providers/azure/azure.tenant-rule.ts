import { shown } from '../../jwt/shown.js';
import type { Rule } from '../../jwt/trust.js';

/** The token's own tenant must be the one its issuer stands for. */
export const tenantRule =
  (tenant: string): Rule =>
  ({ claims }) => {
    if (typeof claims.tid === 'string' && claims.tid.toLowerCase() === tenant.toLowerCase()) return undefined;
    return { reason: 'tenant_mismatch', expected: `tid: ${tenant}`, actual: shown(claims.tid) };
  };
