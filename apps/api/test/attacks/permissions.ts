import { attacks, LET_IN, NO_PERMISSION } from './attack.js';
import type { ResourceForge } from './resource-server.js';

const WANTED = 'read:students';

/** Well signed, with these claims in place of its scope. */
const claims = (changes: object) => ({
  mint: ({ token }: ResourceForge) => token({ claims: { scope: undefined, ...changes } }),
});
const scope = (value: unknown) => claims({ scope: value });

const without = attacks<ResourceForge>({ ...NO_PERMISSION, target: '/students', source: 'RFC 6749 §3.3' }, [
  { id: 'scope-missing', sent: 'no scope', ...claims({}) },
  { id: 'scope-empty', sent: 'an empty scope', ...scope('') },
  { id: 'scope-null', sent: 'null', ...scope(null) },
  { id: 'scope-other', sent: 'another word', ...scope('write:students') },
  { id: 'scope-prefix', sent: 'a word that is shorter', ...scope('read:student') },
  { id: 'scope-suffix', sent: 'a word that goes on', ...scope('read:students:all') },
  { id: 'scope-before', sent: 'a word with something before', ...scope('unread:students') },
  { id: 'scope-uri', sent: 'the word behind a URI', ...scope(`api://another/${WANTED}`) },
  { id: 'scope-capitals', sent: 'capitals', ...scope(WANTED.toUpperCase()) },
  { id: 'scope-star', sent: 'an asterisk', ...scope('*') },
  { id: 'scope-wildcard', sent: 'a wildcard', ...scope('read:*') },
  { id: 'scope-regex', sent: 'a regular expression', ...scope('.*') },
  { id: 'scope-parts', sent: 'the parts as words', ...scope('read students') },
  { id: 'scope-split', sent: 'a blank inside', ...scope('read: students') },
  { id: 'scope-comma', sent: 'commas', ...scope(`${WANTED},write:students`) },
  { id: 'scope-semicolon', sent: 'semicolons', ...scope(`${WANTED};write:students`) },
  { id: 'scope-plus', sent: 'plus signs', ...scope(`${WANTED}+write:students`) },
  { id: 'scope-tab', sent: 'a tab between', ...scope(`${WANTED}\twrite:students`) },
  { id: 'scope-newline', sent: 'a newline between', ...scope(`${WANTED}\nwrite:students`) },
  { id: 'scope-nbsp', sent: 'a no-break space between', ...scope(`${WANTED}\u00a0write:students`) },
  { id: 'scope-quoted', sent: 'quotes', ...scope(`"${WANTED}"`) },
  { id: 'scope-percent', sent: 'percent encoding', ...scope('read%3Astudents') },
  { id: 'scope-zero-width', sent: 'a zero width space', ...scope(`${WANTED}\u200b`) },
  { id: 'scope-fullwidth', sent: 'a full-width colon', ...scope('read\uff1astudents') },
  { id: 'scope-cyrillic', sent: 'a Cyrillic letter', ...scope('re\u0430d:students') },
  { id: 'scope-null-byte', sent: 'a null byte', ...scope(`${WANTED}\0`) },
  { id: 'scope-negated', sent: 'a minus sign', ...scope(`-${WANTED}`) },
  { id: 'scope-json', sent: 'a list as a text', ...scope(`["${WANTED}"]`) },
  { id: 'scope-number', sent: 'a number', ...scope(7) },
  { id: 'scope-true', sent: 'true', ...scope(true) },
  { id: 'scope-object', sent: 'an object with the word', ...scope({ [WANTED]: true }) },
  { id: 'scope-list-words', sent: 'two words in one entry of a list', ...scope([`${WANTED} write:students`]) },
  { id: 'scope-list-of-lists', sent: 'the word in a list in a list', ...scope([[WANTED]]) },
  { id: 'scope-list-of-objects', sent: 'the word in an object in a list', ...scope([{ name: WANTED }]) },
  {
    id: 'scope-proto',
    sent: 'a scope in a prototype',
    source: 'CVE-2024-34273',
    mint: (forge) =>
      forge.token({
        payload: JSON.stringify(forge.claims({ scope: undefined })).replace('{', `{"__proto__":{"scope":"${WANTED}"},`),
      }),
  },
  {
    id: 'scope-twice',
    sent: 'scope twice, an empty one last',
    source: 'RFC 7519 §4',
    mint: (forge) => forge.token({ payload: `${JSON.stringify(forge.claims()).slice(0, -1)},"scope":""}` }),
  },
  { id: 'permission-in-scopes', sent: 'the word in scopes', ...claims({ scopes: WANTED }) },
  { id: 'permission-in-groups', sent: 'the word in groups', ...claims({ groups: [WANTED] }) },
  { id: 'permission-in-authorities', sent: 'the word in authorities', ...claims({ authorities: [WANTED] }) },
  { id: 'permission-in-sub', sent: 'the word as the subject', ...claims({ sub: WANTED }) },
  {
    id: 'permission-in-realm',
    sent: 'the word in realm_access, which is not configured',
    ...claims({ realm_access: { roles: [WANTED] } }),
  },
  { id: 'permission-dotted', sent: 'a claim whose name has a dot', ...claims({ 'realm_access.roles': [WANTED] }) },
  {
    id: 'permission-in-header',
    sent: 'the word in the header',
    mint: ({ token }) => token({ header: { scope: WANTED }, claims: { scope: undefined } }),
  },
  { id: 'permission-in-role', sent: 'the word in role', ...claims({ role: WANTED }) },
]);

const good = attacks<ResourceForge>({ ...LET_IN, target: '/students', source: 'RFC 6749 §3.3' }, [
  { id: 'scope-good-last', sent: 'the word behind others', ...scope(`openid write:students ${WANTED}`) },
  { id: 'scope-good-blanks', sent: 'several blanks', ...scope(`  ${WANTED}   openid `) },
  { id: 'scope-good-list', sent: 'a list, as Okta sends it', source: 'Okta: scp', ...scope([WANTED]) },
  { id: 'scope-good-scp', sent: 'the word in scp', source: 'Entra ID: scp', ...claims({ scp: WANTED }) },
  { id: 'scope-good-roles', sent: 'the word in roles', source: 'RFC 9068 §2.2.3.1', ...claims({ roles: [WANTED] }) },
  {
    id: 'scope-good-permissions',
    sent: 'the word in permissions',
    source: 'Auth0: RBAC',
    ...claims({ permissions: [WANTED] }),
  },
]);

export const PERMISSIONS = [...without, ...good];
