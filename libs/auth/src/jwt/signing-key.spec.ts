import { createHash, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { signingKeyOf } from './signing-key.js';

const rsa = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const RSA = rsa(2048);
const EC = ec('P-256').publicKey.export({ format: 'jwk' });
const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');

it.each<[string, JsonWebKey]>([
  ['RSA of 2048 bits', RSA],
  ['RSA with everything said of it', { ...RSA, use: 'sig', alg: 'RS256', key_ops: ['verify'], x5t: 'x', issuer: 'y' }],
  ['P-256', EC],
  ['P-384', ec('P-384').publicKey.export({ format: 'jwk' })],
  ['P-521', ec('P-521').publicKey.export({ format: 'jwk' })],
  ['Ed25519', generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })],
])('takes %s', (_, key) => {
  expect(signingKeyOf(key)?.export({ format: 'jwk' })).toMatchObject({ kty: key.kty });
});

it.each<[string, JsonWebKey]>([
  ['an empty object', {}],
  ['a key without kty', { ...RSA, kty: undefined }],
  ['a kty of the future', { ...RSA, kty: 'NEW' }],
  ['a kty that is a number', { ...RSA, kty: 7 as never }],
  ['a symmetric key', { kty: 'oct', k: createHash('sha256').digest('base64url') }],
  ['a key for encryption', { ...RSA, use: 'enc' }],
  ['a key with other operations', { ...RSA, key_ops: ['encrypt'] }],
  ['operations that are no list', { ...RSA, key_ops: 'verify' }],
  ['RSA without n', { ...RSA, n: undefined }],
  ['RSA whose n is a number', { ...RSA, n: 7 as never }],
  ['RSA of 1024 bits', rsa(1024)],
  ['RSA with exponent 1, under which every signature is good', { ...RSA, e: base64url('01') }],
  ['RSA with an even exponent', { ...RSA, e: base64url('010000') }],
  ['a curve that JWS does not know', ec('secp256k1').publicKey.export({ format: 'jwk' })],
  ['a point that is not on its curve', { ...EC, y: EC.x }],
  ['a point without y', { ...EC, y: undefined }],
  [
    'RSA whose primes are published',
    { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), d: undefined },
  ],
  ['a key whose private part is published', ec('P-256').privateKey.export({ format: 'jwk' })],
])('passes over %s (F-B04)', (_, entry) => {
  expect(signingKeyOf(entry)).toBeUndefined();
});
