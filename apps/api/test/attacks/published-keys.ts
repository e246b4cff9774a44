import { createHmac } from 'node:crypto';
import { attacks, badToken, LET_IN } from './attack.js';
import { paddedDigest } from './forged-padding.js';
import type { KeySetForge } from './odd-key-set.js';
import { signAs } from './sign-as.js';

type Name = keyof KeySetForge['keys'];

/** Well signed by this key. */
const by = (name: Name, header: object = {}) => ({
  mint: ({ token, keys }: KeySetForge) => token({ key: keys[name], header }),
});

/** Tokens of keys that are published, and are not to be relied on. */
const unusable = attacks<KeySetForge>({ ...badToken('key_unknown'), source: 'RFC 7517 §5' }, [
  { id: 'key-rsa-1024', sent: 'an RSA key of 1024 bits', source: 'RFC 7518 §3.3', ...by('rsa1024') },
  {
    id: 'key-exponent-1',
    sent: 'an RSA key with exponent 1, whose signatures anybody can write',
    source: 'RFC 8017 §3.1',
    mint: ({ token, keys }) => token({ key: keys.exponent1, signature: (input) => paddedDigest(input, 256) }),
  },
  { id: 'key-exponent-even', sent: 'an RSA key with an even exponent', source: 'RFC 8017 §3.1', ...by('exponentEven') },
  {
    id: 'key-private',
    sent: 'an RSA key whose private part is published',
    source: 'RFC 7517 §9.2',
    ...by('privateRsa'),
  },
  { id: 'key-primes', sent: 'an RSA key whose primes are published', source: 'RFC 7518 §6.3.2', ...by('primes') },
  {
    id: 'key-private-ec',
    sent: 'a P-256 key whose private part is published',
    source: 'RFC 7517 §9.2',
    ...by('privateEc'),
  },
  {
    id: 'key-private-ed',
    sent: 'an Ed25519 key whose private part is published',
    source: 'RFC 8037 §2',
    ...by('privateEd'),
  },
  { id: 'key-encryption', sent: 'a key for encryption', source: 'RFC 7517 §4.2', ...by('encryption') },
  { id: 'key-use-number', sent: 'a key whose use is a number', source: 'RFC 7517 §4.2', ...by('useNumber') },
  { id: 'key-ops-sign', sent: 'a key for signing only', source: 'RFC 7517 §4.3', ...by('signOnly') },
  { id: 'key-ops-empty', sent: 'a key for no operation', source: 'RFC 7517 §4.3', ...by('noOperation') },
  { id: 'key-ops-text', sent: 'operations in a text', source: 'RFC 7517 §4.3', ...by('operationsText') },
  {
    id: 'key-modulus-broken',
    sent: 'a modulus that is no base64url',
    source: 'RFC 7518 §6.3.1.1',
    ...by('brokenModulus'),
  },
  { id: 'key-modulus-missing', sent: 'no modulus', source: 'RFC 7518 §6.3.1', ...by('noModulus') },
  { id: 'key-off-curve', sent: 'a point that is not on its curve', source: 'CVE-2017-12974', ...by('offCurve') },
  { id: 'key-point-zero', sent: 'the point (0, 0)', source: 'CVE-2017-12974', ...by('zeroPoint') },
  { id: 'key-secp256k1', sent: 'a secp256k1 key for ES256', source: 'RFC 8812 §3.1', ...by('secp256k1') },
  {
    id: 'key-curve-swapped',
    sent: 'a P-384 key that says it is on P-256',
    source: 'RFC 7518 §6.2.1.1',
    ...by('curveSwapped'),
  },
  { id: 'key-type-unknown', sent: 'a type that is not known', ...by('typeUnknown') },
  { id: 'key-type-case', sent: 'a type in lower case', source: 'RFC 7517 §4.1', ...by('typeLower') },
  { id: 'key-alg-other', sent: 'a key that is for PS384', source: 'RFC 7517 §4.4', ...by('forPs384') },
  { id: 'key-alg-number', sent: 'a key whose alg is a number', source: 'RFC 7517 §4.4', ...by('algNumber') },
  { id: 'key-alg-encryption', sent: 'a key that is for RSA-OAEP', source: 'RFC 7517 §4.4', ...by('forOaep') },
  {
    id: 'key-oct-rs256',
    sent: 'RS256 and the kid of a shared secret',
    source: 'RFC 8725 §3.1',
    ...by('first', { kid: 'oct' }),
  },
  {
    id: 'key-x25519',
    sent: 'EdDSA and the kid of a key for agreement',
    source: 'RFC 8037 §3.2',
    ...by('ed', { kid: 'x25519' }),
  },
  {
    id: 'key-kid-number',
    sent: 'the number that a key has for its kid, in a text',
    source: 'RFC 7517 §4.5',
    ...by('first', { kid: '7' }),
  },
]);

const others = attacks<KeySetForge>({ ...badToken('signature_invalid'), source: 'RFC 7517 §4.5' }, [
  {
    id: 'kid-shared-by-third',
    sent: 'a stranger under a kid that two keys have',
    ...by('stranger', { kid: 'shared' }),
  },
  { id: 'kid-many-stranger', sent: 'a stranger and no kid, against 2,000 keys', ...by('stranger', { kid: undefined }) },
  {
    id: 'kid-inherited-stranger',
    sent: 'a stranger under __proto__, which is a kid here',
    ...by('strangerEc'),
  },
  {
    ...badToken('algorithm_not_allowed'),
    id: 'key-oct-hs256',
    sent: 'HS256 with a shared secret that is published',
    source: 'RFC 7517 §9.2',
    mint: ({ token, keys }) =>
      token({
        key: keys.first,
        header: { alg: 'HS256', kid: 'oct' },
        signature: (input) => createHmac('sha256', 'a secret that everybody can read').update(input).digest(),
      }),
  },
]);

const good = attacks<KeySetForge>({ ...LET_IN, source: 'RFC 7517 §5' }, [
  { id: 'key-good-first', sent: 'a good key among broken ones', ...by('first') },
  { id: 'key-good-shared', sent: 'the first key of a shared kid', source: 'RFC 7517 §4.5', ...by('shared1') },
  { id: 'key-good-shared-2', sent: 'the second key of a shared kid', source: 'RFC 7517 §4.5', ...by('shared2') },
  { id: 'key-good-last', sent: 'the last of 2,000 keys', ...by('last') },
  { id: 'key-good-proto', sent: 'a key whose kid is __proto__', source: 'CWE-1321', ...by('proto') },
  {
    id: 'key-good-ps384',
    sent: 'a key that is for PS384, and used so',
    source: 'RFC 7517 §4.4',
    mint: ({ token, keys }) =>
      token({
        key: keys.forPs384,
        header: { alg: 'PS384' },
        signature: (input, { privateKey }) => signAs('PS384', input, privateKey),
      }),
  },
]);

export const PUBLISHED_KEYS = [...unusable, ...others, ...good];
