import { Refusal } from '../bearer/refusal.js';
import type { Principal } from './principal.js';
import type { Route } from './route.js';

/** @throws {Refusal} `kind_not_allowed` or `permission_missing` */
export function authorize(principal: Principal, { permissions, systemOnly }: Route): void {
  if (systemOnly && principal.kind !== 'system') {
    throw new Refusal('kind_not_allowed', { expected: 'kind: system', actual: `kind: ${principal.kind}` });
  }
  const missing = permissions.filter((permission) => !principal.permissions.has(permission));
  if (missing.length > 0) {
    const actual = [...principal.permissions].join(' ').slice(0, 200) || 'no permission';
    throw new Refusal('permission_missing', { permissions, expected: permissions.join(' '), actual });
  }
}
