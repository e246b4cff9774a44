import { attacks, badToken, LET_IN } from './attack.js';
import type { ResourceForge } from './resource-server.js';

/** Well signed, by a published key, but under this kid. */
const kid = (value: unknown) => ({ mint: ({ token }: ResourceForge) => token({ header: { kid: value } }) });

const unknown = attacks<ResourceForge>({ ...badToken('key_unknown'), source: 'RFC 8725 §3.10' }, [
  { id: 'kid-unknown', sent: 'a kid that nobody publishes', ...kid('unknown') },
  { id: 'kid-empty', sent: 'an empty kid', ...kid('') },
  { id: 'kid-case', sent: 'a kid in capitals', source: 'RFC 7515 §4.1.4', ...kid('RSA') },
  { id: 'kid-blank', sent: 'a kid and a blank', ...kid('rsa ') },
  { id: 'kid-null-byte', sent: 'a kid and a null byte', ...kid('rsa\0') },
  { id: 'kid-number', sent: 'a kid that is a number', source: 'RFC 7515 §4.1.4', ...kid(0) },
  { id: 'kid-null', sent: 'a kid that is null', source: 'RFC 7515 §4.1.4', ...kid(null) },
  { id: 'kid-true', sent: 'a kid that is true', source: 'RFC 7515 §4.1.4', ...kid(true) },
  { id: 'kid-object', sent: 'a kid that is an object', source: 'RFC 7515 §4.1.4', ...kid({ kid: 'rsa' }) },
  { id: 'kid-list', sent: 'a published kid in a list', source: 'RFC 7515 §4.1.4', ...kid(['rsa']) },
  { id: 'kid-path', sent: 'a path', ...kid('../../etc/passwd') },
  { id: 'kid-dev-null', sent: 'the path of an empty file', ...kid('../../../../dev/null') },
  { id: 'kid-sql', sent: 'a part of an SQL query', ...kid("x' UNION SELECT 'key'--") },
  { id: 'kid-shell', sent: 'a shell command', ...kid('key; sleep 9 | id') },
  { id: 'kid-proto', sent: '__proto__', source: 'CVE-2024-34273', ...kid('__proto__') },
  { id: 'kid-constructor', sent: 'constructor', ...kid('constructor') },
  { id: 'kid-to-string', sent: 'toString', ...kid('toString') },
  { id: 'kid-index', sent: 'the place of a key in the set', ...kid('0') },
  { id: 'kid-large', sent: 'a kid of 9 KB', ...kid('k'.repeat(9_000)) },
  {
    id: 'kid-of-other-issuer',
    sent: "the partner's kid",
    mint: ({ token, keys }) => token({ header: { kid: keys.partner.kid } }),
  },
  {
    id: 'key-of-other-issuer',
    sent: "the partner's key and kid",
    source: 'CVE-2018-15801',
    mint: ({ token, keys }) => token({ key: keys.partner }),
  },
  {
    id: 'issuer-of-other-key',
    sent: "the partner's name over a key of another issuer",
    source: 'CVE-2018-15801',
    mint: ({ token, partnerIssuer }) => token({ claims: { iss: partnerIssuer } }),
  },
]);

const wrong = attacks<ResourceForge>({ ...badToken('signature_invalid'), source: 'RFC 7515 §5.2' }, [
  { id: 'kid-of-other-key', sent: 'the kid of another published key', ...kid('rs256') },
  {
    id: 'kid-missing-stranger',
    sent: "a stranger's signature and no kid",
    mint: ({ token, keys }) => token({ key: keys.strangerRsa, header: { kid: undefined } }),
  },
  {
    id: 'kid-stolen',
    sent: "a stranger's signature under a published kid",
    mint: ({ token, keys }) => token({ key: keys.strangerRsa, header: { kid: 'rsa' } }),
  },
  {
    id: 'kid-stolen-ec',
    sent: "a stranger's ECDSA signature under a published kid",
    mint: ({ token, keys }) => token({ key: keys.strangerEc, header: { kid: 'p256' } }),
  },
  {
    id: 'kid-stolen-partner',
    sent: "the partner's signature under a published kid",
    source: 'CVE-2018-15801',
    mint: ({ token, keys }) => token({ key: keys.partner, header: { kid: 'rsa' } }),
  },
]);

const good = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 7515 §4.1.4' }, [
  { id: 'kid-missing', sent: 'no kid, and a published key', ...kid(undefined) },
]);

export const KEY_IDS = [...unknown, ...wrong, ...good];
