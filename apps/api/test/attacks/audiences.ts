import { API, API_ID, CLIENT } from '../provider-environments.js';
import { attacks, badToken, LET_IN } from './attack.js';
import type { ResourceForge } from './resource-server.js';

const aud = (value: unknown) => ({ mint: ({ token }: ResourceForge) => token({ claims: { aud: value } }) });

const mismatch = attacks<ResourceForge>({ ...badToken('audience_mismatch'), source: 'RFC 7519 §4.1.3' }, [
  { id: 'aud-other', sent: 'another audience', source: 'RFC 8725 §3.9', ...aud('api://another') },
  { id: 'aud-client', sent: 'the client', source: 'OpenID Connect Core §2', ...aud(CLIENT) },
  { id: 'aud-null', sent: 'null', ...aud(null) },
  { id: 'aud-empty', sent: 'an empty text', ...aud('') },
  { id: 'aud-number', sent: 'a number', ...aud(7) },
  { id: 'aud-true', sent: 'true', ...aud(true) },
  { id: 'aud-object', sent: 'an object', ...aud({ [API]: true }) },
  { id: 'aud-object-indexed', sent: 'an object like a list', ...aud({ 0: API, length: 1 }) },
  { id: 'aud-empty-list', sent: 'an empty list', source: 'CVE-2020-26160', ...aud([]) },
  { id: 'aud-list-of-lists', sent: 'the audience in a list in a list', ...aud([[API]]) },
  { id: 'aud-list-of-objects', sent: 'the audience in an object in a list', ...aud([{ aud: API }]) },
  { id: 'aud-list-others', sent: 'a list of others', source: 'CVE-2020-26160', ...aud(['api://another', null, 7]) },
  { id: 'aud-prefix', sent: 'a part of the audience', ...aud(API.slice(0, -1)) },
  { id: 'aud-longer', sent: 'the audience and more', ...aud(`${API}.evil.example`) },
  { id: 'aud-slash', sent: 'a slash behind', ...aud(`${API}/`) },
  { id: 'aud-capitals', sent: 'capitals', source: 'RFC 7519 §2', ...aud(API.toUpperCase()) },
  { id: 'aud-id', sent: 'the id without its scheme, which Entra ID alone means', ...aud(API_ID) },
  { id: 'aud-blank', sent: 'a blank behind', ...aud(`${API} `) },
  { id: 'aud-null-byte', sent: 'a null byte behind', ...aud(`${API}\0`) },
  { id: 'aud-words', sent: 'two audiences with a blank between', ...aud(`${API} api://another`) },
  { id: 'aud-comma', sent: 'two audiences with a comma between', ...aud(`${API},api://another`) },
  { id: 'aud-star', sent: 'an asterisk', ...aud('*') },
  {
    id: 'aud-twice',
    sent: 'aud twice, another one last',
    source: 'RFC 7519 §4',
    mint: (forge) => forge.token({ payload: `${JSON.stringify(forge.claims()).slice(0, -1)},"aud":"api://another"}` }),
  },
  { ...badToken('claim_missing'), id: 'aud-missing', sent: 'no audience', source: 'RFC 9068 §2.2', ...aud(undefined) },
  {
    ...badToken('claim_missing'),
    id: 'aud-resource',
    sent: 'the audience in another claim',
    source: 'RFC 9068 §2.2',
    mint: ({ token }) => token({ claims: { aud: undefined, resource: API } }),
  },
]);

const good = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 7519 §4.1.3' }, [
  { id: 'aud-list', sent: 'the audience in a list', ...aud([API]) },
  { id: 'aud-list-last', sent: 'the audience behind others', ...aud(['api://another', API]) },
  { id: 'aud-list-odd', sent: 'the audience among things that are none', ...aud([null, 7, {}, API]) },
]);

export const AUDIENCES = [...mismatch, ...good];
