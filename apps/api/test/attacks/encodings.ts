import { attacks, badToken, LET_IN, REQUEST_MALFORMED } from './attack.js';
import { encoded } from './forge.js';
import type { ResourceForge } from './resource-server.js';
import { signAs } from './sign-as.js';

type Parts = [header: string, payload: string, signature: string];

/** A good token, written in another way. */
const written = (write: (parts: Parts, forge: ResourceForge) => string) => ({
  mint: (forge: ResourceForge) => write(forge.token().split('.') as Parts, forge),
});

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The same bytes in another text: the least bit of the last letter is one that no byte needs. */
function withStrayBit(part: string): string {
  return part.slice(0, -1) + LETTERS[LETTERS.indexOf(part.at(-1) ?? '') ^ 1];
}

/** Signed as it is written, with a claim that makes the payload end in a letter with spare bits. */
function strayInPayload({ token, claims, keys }: ResourceForge): string {
  const [header = ''] = token().split('.');
  const text = JSON.stringify(claims({ pad: '' }));
  const padded = text.replace('"pad":""', `"pad":"${text.length % 3 === 0 ? 'x' : ''}"`);
  const input = `${header}.${withStrayBit(encoded(padded))}`;
  return `${input}.${encoded(signAs('RS256', input, keys.rsa.privateKey))}`;
}

const badLetters = attacks<ResourceForge>({ ...badToken('malformed'), source: 'RFC 7515 §2' }, [
  {
    id: 'b64-stray-signature',
    sent: 'a stray bit behind the signature',
    source: 'RFC 4648 §3.5',
    ...written(([h, p, s]) => `${h}.${p}.${withStrayBit(s)}`),
  },
  {
    id: 'b64-stray-payload',
    sent: 'a stray bit behind the payload, signed',
    source: 'RFC 4648 §3.5',
    mint: strayInPayload,
  },
  {
    id: 'b64-padded-1',
    sent: 'one equals sign behind',
    source: 'jose takes padding',
    ...written((parts) => `${parts.join('.')}=`),
  },
  {
    id: 'b64-padded-2',
    sent: 'the right padding behind',
    source: 'jose takes padding',
    ...written((parts) => `${parts.join('.')}==`),
  },
  {
    id: 'b64-standard',
    sent: 'the standard alphabet in the signature',
    source: 'CVE-2022-25898',
    ...written(([h, p, s]) => `${h}.${p}.+/${s.slice(2)}`),
  },
  {
    id: 'b64-standard-payload',
    sent: 'the standard alphabet in the payload',
    source: 'RFC 4648 §5',
    ...written(([h, p, s]) => `${h}.${p.slice(0, -4)}a+b/.${s}`),
  },
  {
    id: 'b64-tilde',
    sent: 'a tilde behind the signature',
    source: 'CVE-2022-25898',
    ...written((parts) => `${parts.join('.')}~`),
  },
  {
    id: 'b64-one-letter',
    sent: 'a length that no bytes have',
    source: 'RFC 4648 §4',
    ...written(([h, p]) => `${h}.${p}.AAAAA`),
  },
  {
    id: 'b64-letters-left',
    sent: 'three letters more behind the signature',
    ...written((parts) => `${parts.join('.')}AAA`),
  },
]);

const wrongParts = attacks<ResourceForge>({ ...badToken('malformed'), source: 'RFC 7519 §7.2' }, [
  { id: 'parts-word', sent: 'a word', source: 'RFC 6750 §3.1', mint: () => 'opaque' },
  {
    id: 'parts-opaque',
    sent: 'an opaque token',
    source: 'Auth0: tokens without an audience',
    mint: () => 'Vt0q8S-uH2mF_k3ZpWcYx7LrNbJdQa91',
  },
  { id: 'parts-dots', sent: 'two dots', mint: () => '..' },
  { id: 'parts-many-dots', sent: 'ten thousand dots', source: 'CVE-2025-30204', mint: () => '.'.repeat(10_000) },
  { id: 'parts-padding', sent: 'padding alone', mint: () => 'a==' },
  { id: 'parts-one', sent: 'the payload alone', ...written(([, p]) => p) },
  {
    id: 'parts-two',
    sent: 'no signature and no dot for it',
    source: 'CVE-2019-18848',
    ...written(([h, p]) => `${h}.${p}`),
  },
  { id: 'parts-four', sent: 'a part more', source: 'CVE-2019-18848', ...written((parts) => `${parts.join('.')}.x`) },
  { id: 'parts-dot-behind', sent: 'a dot behind', ...written((parts) => `${parts.join('.')}.`) },
  { id: 'parts-dot-before', sent: 'a dot before', ...written((parts) => `.${parts.join('.')}`) },
  { id: 'parts-header-empty', sent: 'an empty header', ...written(([, p, s]) => `.${p}.${s}`) },
  {
    id: 'parts-payload-empty',
    sent: 'an empty payload, signed',
    source: 'RFC 7515 §7.2',
    mint: ({ token }) => token({ payload: '' }),
  },
  {
    id: 'parts-detached',
    sent: 'a detached payload',
    source: 'RFC 7515 appendix F',
    ...written(([h, , s]) => `${h}..${s}`),
  },
  {
    id: 'parts-concatenated',
    sent: 'two tokens in one',
    ...written((parts) => `${parts.join('.')}.${parts.join('.')}`),
  },
  { id: 'parts-encoded-whole', sent: 'the token in base64url', ...written((parts) => encoded(parts.join('.'))) },
  {
    id: 'sd-jwt',
    sent: 'a disclosure behind',
    source: 'RFC 9901 §4',
    ...written((parts) => `${parts.join('.')}~${encoded('["salt","scope","all"]')}~`),
  },
]);

const json = attacks<ResourceForge>({ ...REQUEST_MALFORMED, source: 'RFC 7515 §7.2' }, [
  {
    id: 'json-flattened',
    sent: 'the flattened JSON serialization',
    ...written(([h, payload, signature]) => JSON.stringify({ payload, protected: h, signature })),
  },
  {
    id: 'json-general',
    sent: 'the general JSON serialization',
    ...written(([h, payload, signature]) => JSON.stringify({ payload, signatures: [{ protected: h, signature }] })),
  },
  {
    id: 'json-mixed',
    sent: 'a compact token inside a JSON one',
    source: 'CVE-2022-39227',
    ...written(([h, p, s]) => `{"${h}.${p}.":"","protected":"${h}","payload":"${p}","signature":"${s}"}`),
  },
  {
    id: 'percent-dot',
    sent: 'a dot in percent encoding',
    source: 'RFC 6750 §2.1',
    ...written((parts) => parts.join('%2e')),
  },
  { id: 'plus-blank', sent: 'a blank inside', source: 'RFC 6750 §2.1', ...written(([h, p, s]) => `${h}.${p} .${s}`) },
]);

const good = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 7515 §3.1' }, [
  {
    id: 'large-good',
    sent: 'a good token of 15 KB',
    mint: ({ token }) => token({ claims: { groups: 'g'.repeat(10_700) } }),
  },
]);

export const ENCODINGS = [...badLetters, ...wrongParts, ...json, ...good];
