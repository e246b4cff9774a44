import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { PublishedKeys } from './published-keys.js';

const jwkOf = ({ publicKey }: ReturnType<typeof generateKeyPairSync>) => publicKey.export({ format: 'jwk' });
const EC = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const P384 = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }));
const RSA = jwkOf(generateKeyPairSync('rsa', { modulusLength: 2048 }));

const found = (entries: readonly JsonWebKey[], header: object) =>
  new PublishedKeys(entries).matching({ alg: 'ES256', ...header }).map((key) => key.export({ format: 'jwk' }));

it('finds the key by its kid, among many (F-B12)', () => {
  const many = Array.from({ length: 1_000 }, (_, i) => ({ ...EC, kid: `key ${i}` }));
  expect(found([...many, { ...EC, kid: 'the one' }], { kid: 'the one' })).toEqual([EC]);
});

it.each([
  ['a symmetric key', { kty: 'oct', k: 'c2VjcmV0' }],
  ['a key without kty', {}],
  ['a key for encryption', { ...EC, use: 'enc' }],
  ['a key of another family', RSA],
  ['a key on another curve', P384],
  ['a key for another algorithm', { ...EC, alg: 'ES384' }],
])('passes over %s under the same kid (F-B04)', (_, entry) => {
  const kid = 'one';
  expect(found([{ ...entry, kid }], { kid })).toEqual([]);
  expect(
    found(
      [
        { ...entry, kid },
        { ...EC, kid },
      ],
      { kid },
    ),
  ).toEqual([EC]);
});

it.each([['__proto__'], ['constructor'], ['toString'], [''], [null], [7], [['one']], [{ kid: 'one' }]])(
  'has nothing for the kid %p',
  (kid) => {
    expect(found([{ ...EC, kid: 'one' }], { kid })).toEqual([]);
  },
);

it('gives every key that fits to a token that names none, sixteen at the most', () => {
  expect(found([EC, RSA, P384, EC], {})).toEqual([EC, EC]);
  expect(
    found(
      Array.from({ length: 40 }, () => EC),
      {},
    ),
  ).toHaveLength(16);
});

it.each(['none', 'HS256', '__proto__', undefined, ['ES256']])('has no key for the algorithm %p', (alg) => {
  expect(found([EC, RSA], { alg })).toEqual([]);
});

it('imports a key once', () => {
  const keys = new PublishedKeys([{ ...EC, kid: 'one' }]);
  const header = { alg: 'ES256', kid: 'one' };
  expect(keys.matching(header)[0]).toBe(keys.matching(header)[0]);
});

it('names the keys that have names', () => {
  const entries = [{ ...EC, kid: 'one' }, { ...P384, kid: 'two' }, { ...RSA, kid: 'two' }, EC];
  expect(new PublishedKeys(entries).kids).toEqual(['one', 'two']);
});
