import { attacks, badToken, LET_IN } from './attack.js';
import type { ResourceForge } from './resource-server.js';
import { type SigningAlgorithm, signAs } from './sign-as.js';

const unsigned = (alg: unknown) => ({
  mint: ({ token }: ResourceForge) => token({ header: { alg }, signature: () => '' }),
});
const signed = (alg: unknown) => ({ mint: ({ token }: ResourceForge) => token({ header: { alg } }) });

/** A header that names one algorithm over a signature of another. */
const over = (named: string, made: SigningAlgorithm) => ({
  mint: ({ token }: ResourceForge) =>
    token({ header: { alg: named }, signature: (input, key) => signAs(made, input, key.privateKey) }),
});

const noSignature = attacks<ResourceForge>({ ...badToken('algorithm_not_allowed'), source: 'RFC 8725 §3.2' }, [
  { id: 'alg-none', sent: 'alg none', source: 'CVE-2015-9235', ...unsigned('none') },
  { id: 'alg-none-capital', sent: 'alg None', source: 'Auth0 Authentication API, 2020', ...unsigned('None') },
  { id: 'alg-none-capitals', sent: 'alg NONE', ...unsigned('NONE') },
  { id: 'alg-none-mixed', sent: 'alg nOnE', source: 'Auth0 Authentication API, 2020', ...unsigned('nOnE') },
  { id: 'alg-none-blank', sent: 'alg none and a blank', ...unsigned('none ') },
  { id: 'alg-none-null-byte', sent: 'alg none and a null byte', ...unsigned('none\0') },
  { id: 'alg-none-signed', sent: 'alg none over a signature', source: 'CVE-2021-22160', ...signed('none') },
  { id: 'alg-empty', sent: 'an empty alg', source: 'RFC 7515 §4.1.1', ...unsigned('') },
  { id: 'alg-missing', sent: 'no alg, unsigned', source: 'CVE-2018-1000531', ...unsigned(undefined) },
  { id: 'alg-missing-signed', sent: 'no alg, well signed', source: 'RFC 7515 §4.1.1', ...signed(undefined) },
  { id: 'alg-null', sent: 'alg null', source: 'RFC 7515 §4.1.1', ...unsigned(null) },
  { id: 'alg-false', sent: 'alg false', source: 'RFC 7515 §4.1.1', ...unsigned(false) },
  { id: 'alg-number', sent: 'an alg that is a number', source: 'RFC 7515 §4.1.1', ...signed(256) },
  { id: 'alg-list', sent: 'a good alg in a list', source: 'RFC 7515 §4.1.1', ...signed(['RS256']) },
  { id: 'alg-object', sent: 'an alg that is an object', source: 'RFC 7515 §4.1.1', ...signed({ toString: 'RS256' }) },
]);

const odd = attacks<ResourceForge>({ ...badToken('algorithm_not_allowed'), source: 'RFC 8725 §3.1' }, [
  { id: 'alg-lower', sent: 'alg rs256', source: 'RFC 7515 §4.1.1', ...signed('rs256') },
  { id: 'alg-blank', sent: 'alg RS256 and a blank', ...signed('RS256 ') },
  { id: 'alg-node-name', sent: "the digest's name at OpenSSL", ...signed('RSA-SHA256') },
  { id: 'alg-constructor', sent: 'alg constructor', ...signed('constructor') },
  { id: 'alg-proto', sent: 'alg __proto__', ...signed('__proto__') },
  { id: 'alg-encryption', sent: 'alg RSA-OAEP', source: 'CVE-2023-51774', ...signed('RSA-OAEP') },
  { id: 'alg-rs1', sent: 'a signature with SHA-1', source: 'RFC 8725 §3.2', ...signed('RS1') },
  { id: 'alg-rs512-unlisted', sent: 'RS512, which is not listed', ...over('RS512', 'RS512') },
  { id: 'alg-ps256-unlisted', sent: 'PS256, which is not listed', ...over('PS256', 'PS256') },
  {
    id: 'alg-ed25519',
    sent: 'alg Ed25519, which is not listed',
    source: 'RFC 9864 §2.2',
    mint: ({ token, keys }) => token({ key: keys.ed, header: { alg: 'Ed25519' } }),
  },
]);

/** Algorithms that are listed, but not for this key. */
const otherFamily = attacks<ResourceForge>({ ...badToken('key_unknown'), source: 'RFC 8725 §3.1' }, [
  { id: 'alg-es256-rsa', sent: 'ES256 and the kid of an RSA key', ...signed('ES256') },
  { id: 'alg-eddsa-rsa', sent: 'EdDSA and the kid of an RSA key', ...signed('EdDSA') },
  {
    id: 'alg-rs256-ec',
    sent: 'RS256 and the kid of a P-256 key',
    mint: ({ token, keys }) => token({ key: keys.p256, header: { alg: 'RS256' } }),
  },
  {
    id: 'alg-es384-p256',
    sent: 'ES384 by a P-256 key',
    source: 'RFC 7518 §3.4',
    mint: ({ token, keys }) => token({ key: { ...keys.p256, alg: 'ES384' } }),
  },
  {
    id: 'alg-es256-p384',
    sent: 'ES256 by a P-384 key',
    source: 'RFC 7518 §3.4',
    mint: ({ token, keys }) => token({ key: { ...keys.p384, alg: 'ES256' } }),
  },
  {
    id: 'alg-eddsa-ec',
    sent: 'EdDSA and the kid of a P-256 key',
    mint: ({ token, keys }) => token({ key: keys.p256, header: { alg: 'EdDSA' } }),
  },
  {
    id: 'alg-key-for-another',
    sent: 'PS384 by a key that is published for RS256',
    source: 'RFC 7517 §4.4',
    mint: ({ token, keys }) => token({ key: { ...keys.rs256, alg: 'PS384' } }),
  },
]);

const mixed = attacks<ResourceForge>({ ...badToken('signature_invalid'), source: 'RFC 8725 §3.1' }, [
  { id: 'alg-rs256-over-pss', sent: 'RS256 over a PSS signature', ...over('RS256', 'PS256') },
  { id: 'alg-ps384-over-pkcs1', sent: 'PS384 over a PKCS #1 v1.5 signature', ...over('PS384', 'RS256') },
  { id: 'alg-ps384-over-ps256', sent: 'PS384 over a signature of PS256', ...over('PS384', 'PS256') },
  { id: 'alg-rs256-over-rs512', sent: 'RS256 over a SHA-512 digest', ...over('RS256', 'RS512') },
]);

const good = attacks<ResourceForge>({ ...LET_IN, source: 'RFC 7518 §3.1' }, [
  { id: 'alg-good-rs256', sent: 'RS256', mint: ({ token, keys }) => token({ key: keys.rs256 }) },
  { id: 'alg-good-ps384', sent: 'PS384', ...over('PS384', 'PS384') },
  { id: 'alg-good-es256', sent: 'ES256', mint: ({ token, keys }) => token({ key: keys.p256 }) },
  { id: 'alg-good-es384', sent: 'ES384', mint: ({ token, keys }) => token({ key: keys.p384 }) },
  { id: 'alg-good-eddsa', sent: 'EdDSA', source: 'RFC 8037 §3.1', mint: ({ token, keys }) => token({ key: keys.ed }) },
]);

export const ALGORITHMS = [...noSignature, ...odd, ...otherFamily, ...mixed, ...good];
