import type { IDToken } from 'oauth4webapi';
import { grantOf, isStillGranted, operatorIn } from './operator-rule.js';
import type { SignInProvider } from './sign-in-providers.js';

type Kind = SignInProvider['kind'];

const OBJECT_ID = '7c2f6d0e-5a0b-4f5c-9d3e-2b8a1c4e6f90';

function ruleOf(listed: string[]) {
  const operators = listed.map((entry) => {
    const [provider = '', id = ''] = entry.split(/:(.*)/s);
    return { provider, id };
  });
  return { operators, role: 'portero.operator' };
}

function admits(claims: Record<string, unknown>, listed: string[], kind: Kind = 'oidc') {
  const provider = { name: 'main', kind } as SignInProvider;
  return grantOf(provider, { sub: 'person-1', ...claims } as unknown as IDToken, ruleOf(listed));
}

it.each<[string, Record<string, unknown>, string[], Kind?]>([
  ['the listed subject', {}, ['main:other', 'main:person-1']],
  ['the listed object id of Entra', { oid: OBJECT_ID }, [`main:${OBJECT_ID}`], 'azure'],
  ['a verified address', { email: 'ada@example.com', email_verified: true }, ['main:ada@example.com']],
  ['the role', { roles: ['reader', 'portero.operator'] }, []],
  ['the role in a namespaced claim', { 'https://portero.example/roles': ['portero.operator'] }, []],
])('lets in %s, as long as that is so', (_, claims, listed, ...[kind]) => {
  const grant = admits(claims, listed, kind) ?? 'none';
  expect(isStillGranted('main', grant, ruleOf(listed))).toBe(true);
  expect(isStillGranted('main', grant, { operators: [], role: 'another' })).toBe(false);
  const elsewhere = grant.startsWith('role:');
  expect(isStillGranted('partner', grant, ruleOf(listed))).toBe(elsewhere);
});

it.each<[string, Record<string, unknown>, string[], Kind?]>([
  ['a stranger', {}, []],
  ['the subject of another provider', {}, ['partner:person-1']],
  ['a subject that is longer', {}, ['main:person-11', 'main:person-']],
  ['an object id that is not of Entra', { oid: OBJECT_ID }, [`main:${OBJECT_ID}`], 'oidc'],
  ['an address that nobody verified', { email: 'ada@example.com' }, ['main:ada@example.com']],
  ['an address that is not verified', { email: 'ada@example.com', email_verified: false }, ['main:ada@example.com']],
  ['a word in place of true', { email: 'ada@example.com', email_verified: 'true' }, ['main:ada@example.com']],
  ['a user name like a listed address', { preferred_username: 'ada@example.com' }, ['main:ada@example.com']],
  ['a user principal name', { upn: 'ada@example.com', email_verified: true }, ['main:ada@example.com'], 'azure'],
  ['another role', { roles: ['portero.operators'] }, []],
  ['the role as a text among others', { roles: 'x portero.operator' }, []],
  [
    'the role in a claim that a person may write',
    { nickname: 'portero.operator', 'my/roles': ['portero.operator'] },
    [],
  ],
  ['the role as a group', { groups: ['portero.operator'] }, []],
])('refuses %s', (_, claims, listed, ...[kind]) => {
  expect(admits(claims, listed, kind)).toBeUndefined();
});

it.each<[Record<string, unknown>, string | undefined]>([
  [{ name: 'Ada Lovelace', preferred_username: 'ada' }, 'Ada Lovelace'],
  [{ preferred_username: 'ada' }, 'ada'],
  [{ name: 'A\u0000d\u202ea\n' }, 'Ada'],
  [{ name: 'a'.repeat(1_000) }, 'a'.repeat(100)],
  [{ name: { toString: 'x' } }, undefined],
  [{}, undefined],
])('knows %j by a name that can be shown', (claims, name) => {
  const provider = { name: 'main', kind: 'oidc' } as SignInProvider;
  const operator = operatorIn(provider, { sub: 'person-1', ...claims } as unknown as IDToken);
  expect(operator).toEqual({ provider: 'main', subject: 'person-1', ...(name && { name }) });
});
