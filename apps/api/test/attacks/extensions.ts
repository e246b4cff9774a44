import { deflateRawSync } from 'node:zlib';
import { attacks, badToken, LET_IN } from './attack.js';
import { encoded } from './forge.js';
import type { ResourceForge } from './resource-server.js';

/** Well signed, with these header parameters. */
const header = (parameters: object) => ({ mint: ({ token }: ResourceForge) => token({ header: parameters }) });

const critical = attacks<ResourceForge>({ ...badToken('malformed'), source: 'RFC 7515 §4.1.11' }, [
  {
    id: 'crit-unknown',
    sent: 'an extension that is not known',
    source: 'CVE-2025-59420',
    ...header({ crit: ['bork'], bork: true }),
  },
  { id: 'crit-absent', sent: 'an extension that is not there', ...header({ crit: ['bork'] }) },
  { id: 'crit-exp', sent: 'exp as an extension', ...header({ crit: ['exp'], exp: 1 }) },
  { id: 'crit-registered', sent: 'a registered parameter as an extension', ...header({ crit: ['alg'] }) },
  { id: 'crit-empty', sent: 'an empty list', ...header({ crit: [] }) },
  { id: 'crit-text', sent: 'a list that is a text', ...header({ crit: 'exp' }) },
  { id: 'crit-null', sent: 'a list that is null', ...header({ crit: null }) },
  { id: 'crit-false', sent: 'a list that is false', ...header({ crit: false }) },
  { id: 'crit-object', sent: 'a list that is an object', ...header({ crit: {} }) },
  { id: 'crit-numbers', sent: 'a list of numbers', ...header({ crit: [1] }) },
  { id: 'crit-empty-name', sent: 'an extension without a name', ...header({ crit: [''] }) },
  { id: 'crit-twice', sent: 'an extension twice', ...header({ crit: ['bork', 'bork'], bork: 1 }) },
  { id: 'crit-proto', sent: '__proto__ as an extension', ...header({ crit: ['__proto__'] }) },
  {
    id: 'crit-b64',
    sent: 'an unencoded payload, said to be critical',
    source: 'RFC 7797 §6',
    ...header({ crit: ['b64'], b64: false }),
  },
  {
    id: 'crit-b64-true',
    sent: 'b64 true, said to be critical',
    source: 'RFC 7797 §3',
    ...header({ crit: ['b64'], b64: true }),
  },
  {
    id: 'zip-deflated',
    sent: 'a deflated payload',
    source: 'CVE-2024-28176',
    mint: ({ token, claims }) => token({ header: { zip: 'DEF' }, payload: deflateRawSync(JSON.stringify(claims())) }),
  },
]);

const encrypted = attacks<ResourceForge>({ ...badToken('malformed'), source: 'CVE-2023-51774' }, [
  { id: 'jwe-letters', sent: 'five parts', mint: () => 'a.b.c.d.e' },
  {
    id: 'jwe-compact',
    sent: 'an encrypted token',
    mint: ({ claims }) => {
      const protectedHeader = encoded(JSON.stringify({ alg: 'dir', enc: 'A128GCM' }));
      return [
        protectedHeader,
        '',
        encoded('twelve-bytes'),
        encoded(JSON.stringify(claims())),
        encoded('sixteen-bytes-tag'),
      ].join('.');
    },
  },
  {
    id: 'jwe-signed',
    sent: 'a signed token with two parts more',
    mint: ({ token }) => `${token()}.${encoded('initialization')}.${encoded('authentication')}`,
  },
  {
    ...badToken('algorithm_not_allowed'),
    id: 'jwe-dir',
    sent: 'alg dir in three parts',
    ...header({ alg: 'dir', enc: 'A128GCM' }),
  },
]);

const notUnderstood = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 7515 §4' }, [
  {
    id: 'b64-not-critical',
    sent: 'b64 false that is not critical, and an encoded payload',
    source: 'RFC 7797 §6',
    ...header({ b64: false }),
  },
  { id: 'header-unknown', sent: 'a parameter that is not known', ...header({ bork: { deep: [1] } }) },
  {
    id: 'header-claims',
    sent: 'claims repeated in the header',
    source: 'RFC 7519 §5.3',
    ...header({ aud: 'api://another', exp: 1 }),
  },
  {
    ...badToken('signature_invalid'),
    id: 'b64-unencoded',
    sent: 'a signature over the payload as it is',
    source: 'RFC 7797 §3',
    mint: ({ token }) =>
      token({
        header: { b64: false },
        signature: (input) => {
          const [first = '', second = ''] = input.split('.');
          return Buffer.from(`${first}.${Buffer.from(second, 'base64url')}`);
        },
      }),
  },
]);

export const EXTENSIONS = [...critical, ...encrypted, ...notUnderstood];
