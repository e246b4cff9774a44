import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { type CertifiedKey, selfSigned } from '../../../test/test-certificates.js';
import { certificatesIn, PemError, privateKeyIn } from './pem.js';
import { algorithmFor } from './signing-key.js';

const ENCRYPTED = new PemError('is encrypted: store the key without a passphrase, for this process alone to read');
const NO_KEY = new PemError('must hold a private key in PEM (-----BEGIN PRIVATE KEY-----)');
const NO_CERTIFICATE = new PemError('must hold a certificate in PEM (-----BEGIN CERTIFICATE-----)');
const cipher = { cipher: 'aes-256-cbc', passphrase: 'for tests' } as const;

let pair: CertifiedKey;

beforeAll(async () => {
  pair = await selfSigned({ commonName: 'caller' });
});

it.each(['pkcs8', 'sec1'] as const)('reads a key in %s, also beside its certificate', (type) => {
  const pem = createPrivateKey(pair.key).export({ type, format: 'pem' });
  expect(privateKeyIn(`${pem}`).asymmetricKeyType).toBe('ec');
  expect(privateKeyIn(`${pair.cert}\n${pem}`).asymmetricKeyType).toBe('ec');
});

it.each<[string, () => string, PemError]>([
  ['nothing', () => '', NO_KEY],
  ['a text', () => 'hunter2', NO_KEY],
  ['a certificate alone', () => pair.cert, NO_KEY],
  ['a key cut off', () => pair.key.slice(0, 90), NO_KEY],
  ['JSON', () => JSON.stringify(createPrivateKey(pair.key).export({ format: 'jwk' })), NO_KEY],
  [
    'an encrypted key',
    () => `${createPrivateKey(pair.key).export({ type: 'pkcs8', format: 'pem', ...cipher })}`,
    ENCRYPTED,
  ],
  [
    'an old encrypted key',
    () => `${createPrivateKey(pair.key).export({ type: 'sec1', format: 'pem', ...cipher })}`,
    ENCRYPTED,
  ],
])('finds no key in %s', (_, pem, error) => {
  expect(() => privateKeyIn(pem())).toThrow(error);
});

it('reads the certificates in their order', async () => {
  const other = await selfSigned({ commonName: 'authority' });
  const found = certificatesIn(`${pair.key}${pair.cert}\n# and\n${other.cert}`);
  expect(found.map(({ subject }) => subject)).toEqual(['CN=caller', 'CN=authority']);
});

it.each<[string, () => string]>([
  ['nothing', () => ''],
  ['a key alone', () => pair.key],
  ['a certificate cut off', () => pair.cert.slice(0, 90)],
  ['a certificate of nonsense', () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
])('finds no certificate in %s', (_, pem) => {
  expect(() => certificatesIn(pem())).toThrow(NO_CERTIFICATE);
});

const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey;

it.each([
  ['RSA, 2048 bits', () => rsa(2048), ['RS256', 'RS256', 'PS256', undefined]],
  ['RSA, 1024 bits', () => rsa(1024), [undefined, undefined, undefined, undefined]],
  ['P-256', () => ec('P-256'), ['ES256', undefined, undefined, 'ES256']],
  ['P-384', () => ec('P-384'), [undefined, undefined, undefined, undefined]],
  ['Ed25519', () => generateKeyPairSync('ed25519').privateKey, [undefined, undefined, undefined, undefined]],
])('knows what a key of %s signs by', (_, newKey, algorithms) => {
  const key = newKey();
  const wishes = [undefined, 'RS256', 'PS256', 'ES256'] as const;
  expect(wishes.map((wanted) => algorithmFor(key, wanted))).toEqual(algorithms);
});
