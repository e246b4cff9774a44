import { attacks, badToken, LET_IN } from './attack.js';
import type { ResourceForge } from './resource-server.js';

const claims = (changes: object) => ({ mint: ({ token }: ResourceForge) => token({ claims: changes }) });
/** Well signed, over a payload with this text. */
const text = (payload: (claims: string) => string | Uint8Array) => ({
  mint: (forge: ResourceForge) => forge.token({ payload: payload(JSON.stringify(forge.claims())) }),
});
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const odd = attacks<ResourceForge>({ ...badToken('claim_invalid'), source: 'RFC 9068 §2.2' }, [
  { id: 'sub-empty', sent: 'an empty subject', ...claims({ sub: '' }) },
  { id: 'sub-number', sent: 'a subject that is a number', source: 'RFC 7519 §4.1.2', ...claims({ sub: 7 }) },
  { id: 'sub-null', sent: 'a subject that is null', source: 'RFC 7519 §4.1.2', ...claims({ sub: null }) },
  { id: 'sub-list', sent: 'a subject in a list', source: 'RFC 7519 §4.1.2', ...claims({ sub: ['caller'] }) },
  { id: 'client-empty', sent: 'an empty client', ...claims({ client_id: '' }) },
  { id: 'client-number', sent: 'a client that is a number', ...claims({ client_id: 7 }) },
  { id: 'client-null', sent: 'a client that is null', ...claims({ client_id: null }) },
  { id: 'client-list', sent: 'a client in a list', ...claims({ client_id: ['caller'] }) },
  { id: 'client-object', sent: 'a client that is an object', ...claims({ client_id: { id: 'caller' } }) },
]);

const missing = attacks<ResourceForge>({ ...badToken('claim_missing'), source: 'RFC 9068 §2.2' }, [
  { id: 'sub-missing', sent: 'no subject', ...claims({ sub: undefined }) },
  { id: 'client-missing', sent: 'no client', ...claims({ client_id: undefined }) },
  {
    id: 'client-as-azp',
    sent: 'the client in azp, which is not configured',
    ...claims({ client_id: undefined, azp: 'caller' }),
  },
  { id: 'claims-none', sent: 'no claims', ...text(() => '{}') },
  {
    id: 'claims-proto',
    sent: 'all claims in a prototype',
    source: 'CVE-2024-34273',
    ...text((all) => `{"__proto__":${all}}`),
  },
  {
    id: 'claims-constructor',
    sent: 'all claims in a constructor',
    source: 'CVE-2024-34273',
    ...text((all) => `{"constructor":{"prototype":${all}}}`),
  },
  { id: 'claims-wrapped', sent: 'all claims in another claim', ...text((all) => `{"claims":${all}}`) },
]);

const noObject = attacks<ResourceForge>({ ...badToken('malformed'), source: 'RFC 7519 §7.2' }, [
  { id: 'payload-list', sent: 'the claims in a list', ...text((all) => `[${all}]`) },
  { id: 'payload-null', sent: 'null', ...text(() => 'null') },
  { id: 'payload-text', sent: 'a JSON text', ...text(() => '"x"') },
  { id: 'payload-number', sent: 'a number', ...text(() => '7') },
  { id: 'payload-word', sent: 'no JSON', ...text(() => 'nope') },
  { id: 'payload-cut', sent: 'JSON that ends early', ...text((all) => all.slice(0, -1)) },
  { id: 'payload-two', sent: 'two objects', ...text((all) => `${all}${all}`) },
  { id: 'payload-comma', sent: 'a comma too many', source: 'RFC 8259 §4', ...text((all) => all.replace('}', ',}')) },
  { id: 'payload-null-byte', sent: 'a null byte behind', source: 'RFC 8259 §2', ...text((all) => `${all}\0`) },
  { id: 'payload-bom', sent: 'a byte order mark', source: 'RFC 8259 §8.1', ...text((all) => `\ufeff${all}`) },
  {
    id: 'payload-utf8',
    sent: 'invalid UTF-8',
    source: 'RFC 7519 §7.2',
    ...text((all) => Buffer.from(all.replace('caller', 'c\xff'), 'latin1')),
  },
  { id: 'payload-utf16', sent: 'UTF-16', source: 'RFC 8259 §8.1', ...text((all) => Buffer.from(all, 'utf16le')) },
  {
    id: 'payload-control',
    sent: 'a newline in a text',
    source: 'RFC 8259 §7',
    ...text((all) => all.replace('caller', 'cal\nler')),
  },
  { id: 'payload-urlencoded', sent: 'a form', ...text((all) => String(new URLSearchParams(JSON.parse(all)))) },
  { id: 'payload-xml', sent: 'XML', ...text(() => '<claims/>') },
  {
    id: 'payload-deep-issuer',
    sent: 'an iss of lists in lists',
    source: 'CWE-674',
    ...text(() => `{"iss":${nested(5_000)}}`),
  },
  {
    id: 'claims-nested-deep',
    sent: '3,000 lists in lists beside good claims',
    source: 'CWE-674',
    ...text((all) => all.replace('{', `{"deep":${nested(3_000)},`)),
  },
  { id: 'payload-nested-list', sent: 'lists in lists', source: 'CWE-674', ...text(() => nested(3_500)) },
]);

const good = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 7519 §4' }, [
  { id: 'claims-unknown', sent: 'a claim that is not known', ...claims({ bork: { deep: [1] } }) },
  {
    id: 'claims-nested',
    sent: 'lists in lists beside good claims',
    source: 'CWE-674',
    ...text((all) => all.replace('{', `{"deep":${nested(31)},`)),
  },
  {
    id: 'claims-proto-harmless',
    sent: 'a prototype beside good claims',
    source: 'CVE-2024-34273',
    ...text((all) => all.replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},')),
  },
  {
    id: 'claims-blanks',
    sent: 'blanks and newlines',
    source: 'RFC 8259 §2',
    ...text((all) => `\n ${all.replaceAll(',', ' ,\t')} \r\n`),
  },
  { id: 'sub-unicode', sent: 'a subject beyond ASCII', source: 'RFC 7519 §2', ...claims({ sub: 'Zoë 🗝' }) },
  { id: 'sub-newline', sent: 'a subject with a newline', source: 'CWE-117', ...claims({ sub: 'a\r\nb' }) },
]);

export const CALLERS = [...odd, ...missing, ...noObject, ...good];
