import type { Claims } from '../jwt/compact-token.js';
import { shown } from '../jwt/shown.js';
import type { Trust } from '../jwt/trust.js';
import { authorize } from '../passport/authorize.js';
import { principalOf } from '../passport/principal.js';
import { confirmationOf } from '../proof-of-possession/confirmation.js';
import type { Possession, RequestFacts } from '../proof-of-possession/possession.js';
import { examine, skipped } from './examine.js';
import type { Check } from './explanation.js';
import { STEPS } from './steps.js';

interface Asked {
  readonly token: string;
  readonly scheme: 'Bearer' | 'DPoP';
  readonly permissions?: readonly string[];
  readonly possession: Possession;
  /** The claims have the types of claims. */
  readonly wellFormed: boolean;
}

/** A request with nothing but its token. */
const WITHOUT_PROOF: RequestFacts = { method: 'GET', target: '/', rawHeaders: [], certificate: () => undefined };

/** What the guard asks of a request with a good token: possession of the token's key, and permissions. */
export async function requestChecks(claims: Claims, trust: Trust, asked: Asked): Promise<Check[]> {
  const { token, scheme, permissions = [], possession, wellFormed } = asked;
  const binding = await examine(
    STEPS.binding,
    () => possession.check(WITHOUT_PROOF, { scheme, token }, confirmationOf(claims), trust.senderConstrained),
    () => shown(claims.cnf),
  );
  if (!wellFormed) return [binding.check, skipped(STEPS.permissions, 'claims of the right types')];

  const held = principalOf(claims, trust, { kind: 'system' });
  const { check } = await examine(
    { ...STEPS.permissions, ...(permissions.length > 0 && { expected: permissions.join(' ') }) },
    () => authorize(held, { name: 'explain', permissions, systemOnly: false }),
    () => [...held.permissions].join(' ').slice(0, 200) || 'no permission',
  );
  return [binding.check, check];
}
