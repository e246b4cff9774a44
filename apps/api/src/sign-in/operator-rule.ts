import type { IDToken } from 'oauth4webapi';
import type { ListedOperator } from '../config/operator-list.js';
import type { Operator } from './operator.js';
import type { SignInProvider } from './sign-in-providers.js';

/** Who is an operator: the listed, and whoever the provider gives the role. */
export interface OperatorRule {
  readonly operators: readonly ListedOperator[];
  readonly role: string;
}

/** Why somebody is an operator: the entry of the list, or the role. */
export type Grant = `id:${string}` | `role:${string}`;

/** `undefined` for somebody who is none. */
export function grantOf(
  { name, kind }: SignInProvider,
  claims: IDToken,
  { operators, role }: OperatorRule,
): Grant | undefined {
  const ids = identitiesIn(claims, kind);
  const listed = operators.find(({ provider, id }) => provider === name && ids.includes(id));
  if (listed) return `id:${listed.id}`;
  return rolesIn(claims).includes(role) ? `role:${role}` : undefined;
}

/** Whether it is still one: the list or the name of the role may be another by now. */
export function isStillGranted(name: string, grant: string, { operators, role }: OperatorRule): boolean {
  return grant === `role:${role}` || operators.some(({ provider, id }) => provider === name && grant === `id:${id}`);
}

/** The person as the session knows them. Control characters are in no name. */
export function operatorIn({ name: provider }: SignInProvider, claims: IDToken): Operator {
  const given = [claims.name, claims.preferred_username].find((one) => typeof one === 'string');
  const name = String(given ?? '')
    .replaceAll(/\p{C}/gu, '')
    .trim()
    .slice(0, 100);
  return { provider, subject: claims.sub, ...(name && { name }) };
}

/** An e-mail address that nobody has verified is no identity: anybody may write one into their profile (nOAuth). */
function identitiesIn({ sub, oid, email, email_verified }: IDToken, kind: SignInProvider['kind']): unknown[] {
  return [sub, ...(kind === 'azure' ? [oid] : []), ...(email_verified === true ? [email] : [])];
}

/** Auth0 puts claims of a tenant's own under names that are URLs. */
function rolesIn(claims: IDToken): unknown[] {
  return Object.entries(claims)
    .filter(([name]) => name === 'roles' || /^https?:\/\/.+\/roles$/.test(name))
    .flatMap(([, roles]) => (Array.isArray(roles) ? roles : []));
}
