import { DOWN, KeyProvider } from '../../test/key-provider.js';
import { type SigningKey, signingKey } from '../../test/signing-key.js';
import { OutboundError } from '../outbound/outbound-error.js';

let one: SigningKey;
let two: SigningKey;

beforeAll(async () => {
  [one, two] = await Promise.all([signingKey('one'), signingKey('two')]);
});

it('finds the key that a token names', async () => {
  const { keySet } = new KeyProvider(one.jwk, two.jwk);
  const [key, ...others] = await keySet.candidates({ alg: 'ES256', kid: 'two' });
  expect({ ...key?.export({ format: 'jwk' }), kid: 'two' }).toEqual(two.jwk);
  expect(others).toEqual([]);
});

it.each([
  ['no kid, as long as one key fits', () => [one.jwk], undefined, 1],
  ['no kid among several keys', () => [one.jwk, two.jwk], undefined, 2],
  ['a kid that two keys have (F-B05)', () => [one.jwk, { ...two.jwk, kid: 'one' }], 'one', 2],
  ['a kid that a broken key has too', () => [{ kty: 'EC', crv: 'P-256', kid: 'one' }, one.jwk], 'one', 1],
  ['a kid beside unknown and RSA keys (F-B04)', () => [{ kty: 'NEW' }, { kty: 'RSA' }, one.jwk], 'one', 1],
  ['a kid of a key for another algorithm', () => [{ ...one.jwk, alg: 'ES384' }], 'one', 'key_unknown'],
  ['a kid of a key that cannot be read', () => [{ kty: 'EC', crv: 'P-256', kid: 'one' }], 'one', 'key_unknown'],
  ['a kid of a private key', () => [{ ...one.jwk, d: one.jwk.x }], 'one', 'key_unknown'],
  ['a kid in another case', () => [one.jwk], 'ONE', 'key_unknown'],
])('answers for %s', async (_, keys, kid, found) => {
  expect(await new KeyProvider(...keys()).find(kid)).toBe(found);
});

it('says what it misses', async () => {
  const { keySet } = new KeyProvider(one.jwk);
  await expect(keySet.candidates({ alg: 'ES256', kid: 'three' })).rejects.toMatchObject({
    reason: 'key_unknown',
    status: 401,
    expected: 'a kid of the published key set',
    actual: 'no such key',
  });
});

it('asks once for a hundred first tokens', async () => {
  const provider = new KeyProvider(one.jwk);
  const found = await Promise.all(Array.from({ length: 100 }, () => provider.find('one')));
  expect(found).toEqual(Array(100).fill(1));
  expect(provider.loads).toBe(1);
});

it('gives everyone who waits the same refusal when the provider fails (F-A20)', async () => {
  const provider = new KeyProvider();
  provider.answer = DOWN;
  const found = await Promise.all([provider.find('one'), provider.find('two'), provider.find(undefined)]);
  expect(found).toEqual(Array(3).fill('keys_unavailable'));
  expect(provider.loads).toBe(1);
  expect(provider.failures).toEqual([[DOWN.message, false]]);
});

it('is a 503 with the cause and a time to try again while there are no keys (F-A01)', async () => {
  const provider = new KeyProvider();
  provider.answer = DOWN;
  await expect(provider.keySet.makeUsable()).rejects.toMatchObject({
    reason: 'keys_unavailable',
    status: 503,
    retryAfter: 5,
    actual: DOWN.message,
    cause: DOWN,
  });
});

it('recovers by itself', async () => {
  const provider = new KeyProvider();
  provider.answer = DOWN;
  await provider.find('one');
  provider.answer = [one.jwk];
  provider.clock.advance(4_999);
  expect([await provider.find('one'), provider.loads]).toEqual(['keys_unavailable', 1]);
  provider.clock.advance(1);
  expect([await provider.find('one'), provider.loads]).toEqual([1, 2]);
});

it.each([
  ['30 seconds', 30, 30],
  ['at once, which is after a second', 0, 1],
])('asks again when the provider says: after %s (F-A09)', async (_, retryAfter, seconds) => {
  const provider = new KeyProvider();
  provider.answer = new OutboundError('status', 'answered 503', { status: 503, retryAfter });
  await expect(provider.keySet.makeUsable()).rejects.toMatchObject({ retryAfter: seconds });
  provider.answer = [one.jwk];
  provider.clock.advance(seconds * 1000 - 1);
  await expect(provider.keySet.makeUsable()).rejects.toMatchObject({ retryAfter: 1 });
  expect(provider.loads).toBe(1);
  provider.clock.advance(1);
  await expect(provider.keySet.makeUsable()).resolves.toBeUndefined();
});

it.each([
  ['keys that are no list', { keys: {} }],
  ['a key that is no object', { keys: [null] }],
])('is unusable with %s (F-B02)', async (_, { keys }) => {
  const provider = new KeyProvider();
  provider.answer = keys as never;
  expect(await provider.find('one')).toBe('keys_unavailable');
  expect(provider.failures).toEqual([['Unusable key set', false]]);
});
