import { attacks, badToken, LET_IN } from './attack.js';
import type { ResourceForge } from './resource-server.js';

/** Well signed, over a header with this text. */
const text = (headerText: string | Uint8Array) => ({ mint: ({ token }: ResourceForge) => token({ headerText }) });

const HEADER = '{"alg":"RS256","typ":"at+jwt","kid":"rsa"}';
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const [BEFORE = '', BEHIND = ''] = HEADER.split('rsa');

const noObject = attacks<ResourceForge>({ ...badToken('malformed'), source: 'RFC 7515 §4' }, [
  { id: 'header-list', sent: 'a list', ...text(`[${HEADER}]`) },
  { id: 'header-null', sent: 'null', ...text('null') },
  { id: 'header-text', sent: 'a JSON text', ...text('"RS256"') },
  { id: 'header-number', sent: 'a number', ...text('7') },
  { id: 'header-word', sent: 'no JSON', ...text('nope') },
  { id: 'header-cut', sent: 'JSON that ends early', ...text(HEADER.slice(0, -1)) },
  { id: 'header-trailing', sent: 'JSON and something behind', ...text(`${HEADER}{}`) },
  { id: 'header-comma', sent: 'a comma too many', source: 'RFC 8259 §4', ...text(HEADER.replace('}', ',}')) },
  { id: 'header-single-quotes', sent: 'single quotes', source: 'RFC 8259 §7', ...text(HEADER.replaceAll('"', "'")) },
  { id: 'header-comment', sent: 'a comment', source: 'RFC 8259 §2', ...text(`/**/${HEADER}`) },
  { id: 'header-null-byte', sent: 'a null byte behind', source: 'RFC 8259 §2', ...text(`${HEADER}\0`) },
  { id: 'header-bom', sent: 'a byte order mark', source: 'RFC 8259 §8.1', ...text(`\ufeff${HEADER}`) },
  { id: 'header-utf16', sent: 'UTF-16', source: 'RFC 8259 §8.1', ...text(Buffer.from(HEADER, 'utf16le')) },
  {
    id: 'header-utf8',
    sent: 'invalid UTF-8',
    source: 'RFC 7515 §5.2',
    ...text(Buffer.from(`${BEFORE}\xff${BEHIND}`, 'latin1')),
  },
  {
    id: 'header-overlong',
    sent: 'overlong UTF-8',
    source: 'RFC 3629 §3',
    ...text(Buffer.from(`${BEFORE}rs\xc1\xa1${BEHIND}`, 'latin1')),
  },
  { id: 'header-nested', sent: 'lists in lists', source: 'CWE-674', ...text(nested(3_000)) },
  { id: 'header-empty-text', sent: 'a blank', ...text(' ') },
]);

const members = attacks<ResourceForge>({ ...badToken('algorithm_not_allowed'), source: 'RFC 7515 §4' }, [
  {
    id: 'header-alg-twice',
    sent: 'alg twice, none last',
    ...text(HEADER.replace('{', '{"alg":"RS256",').replace(':"RS256","typ', ':"none","typ')),
  },
  {
    id: 'header-proto',
    sent: 'a prototype with an alg',
    source: 'CVE-2024-34273',
    ...text('{"__proto__":{"alg":"RS256"},"typ":"at+jwt","kid":"rsa"}'),
  },
  { id: 'header-alg-case', sent: 'the member ALG', ...text(HEADER.replace('alg', 'ALG')) },
  {
    id: 'header-kid-twice',
    sent: 'kid twice, an unknown one last',
    ...text(HEADER.replace('}', ',"kid":"x"}')),
    ...badToken('key_unknown'),
  },
  {
    id: 'header-typ-twice',
    sent: 'typ twice, JWT last',
    ...text(HEADER.replace('}', ',"typ":"JWT"}')),
    ...badToken('type_not_allowed'),
  },
  { id: 'header-empty-object', sent: 'an empty object', ...text('{}'), ...badToken('type_not_allowed') },
]);

const good = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 7515 §4' }, [
  { id: 'header-alg-twice-good', sent: 'alg twice, the good one last', ...text(HEADER.replace('{', '{"alg":"none",')) },
  {
    id: 'header-blanks',
    sent: 'blanks and newlines in the JSON',
    source: 'RFC 8259 §2',
    ...text(`\r\n ${HEADER.replaceAll(',', ' ,\t')} \n`),
  },
  {
    id: 'header-escaped',
    sent: 'escaped letters',
    source: 'RFC 8259 §8.3',
    ...text(HEADER.replace('alg', '\\u0061lg')),
  },
]);

export const HEADER_TEXTS = [...noObject, ...members, ...good];
