import type { JWK } from 'jose';
import { DOWN, KeyProvider } from '../../test/key-provider.js';
import { signingKey } from '../../test/signing-key.js';
import { OutboundError } from '../outbound/outbound-error.js';

let old: JWK;
let fresh: JWK;
let provider: KeyProvider;

beforeAll(async () => {
  [old, fresh] = (await Promise.all(['old', 'fresh'].map(async (kid) => (await signingKey(kid)).jwk))) as [JWK, JWK];
});

beforeEach(async () => {
  provider = new KeyProvider(old);
  await provider.keySet.makeUsable();
  provider.answer = [old, fresh];
});

it('lets the first token of a rotated key in (F-B06)', async () => {
  expect([await provider.find('fresh'), provider.loads]).toEqual([1, 2]);
});

it('lets every token of a rotated key in that comes at the same time (F-B06)', async () => {
  const found = await Promise.all(Array.from({ length: 100 }, () => provider.find('fresh')));
  expect(found.filter((answer) => answer !== 1)).toEqual([]);
  expect(provider.loads).toBe(2);
});

it('asks once in thirty seconds for kids that nobody publishes, and good tokens do not suffer (F-B09)', async () => {
  const flood = Array.from({ length: 1_000 }, (_, i) => `made up ${i}`);
  expect(new Set(await Promise.all(flood.map((kid) => provider.find(kid))))).toEqual(new Set(['key_unknown']));
  expect([await provider.find('old'), await provider.find('fresh'), provider.loads]).toEqual([1, 1, 2]);

  provider.clock.advance(29_999);
  expect([await provider.find('made up'), provider.loads]).toEqual(['key_unknown', 2]);
  provider.clock.advance(1);
  expect([await provider.find('made up'), provider.loads]).toEqual(['key_unknown', 3]);
});

describe('while the provider is down', () => {
  beforeEach(() => {
    provider.answer = DOWN;
  });

  it('a kid that is not known yet is a 503, not a 401 (F-A03)', async () => {
    await expect(provider.keySet.candidates({ alg: 'ES256', kid: 'fresh' })).rejects.toMatchObject({
      reason: 'keys_unavailable',
      status: 503,
      retryAfter: 5,
      cause: DOWN,
    });
    expect([await provider.find('old'), provider.failures]).toEqual([1, [[DOWN.message, true]]]);
  });

  it('the thirty seconds hold as well', async () => {
    await provider.find('made up');
    provider.clock.advance(29_999);
    expect([await provider.find('made up'), provider.loads]).toEqual(['keys_unavailable', 2]);
    provider.clock.advance(1);
    expect([await provider.find('made up'), provider.loads]).toEqual(['keys_unavailable', 3]);
  });

  it('the time that the provider asks for holds, beyond the thirty seconds (F-A09)', async () => {
    provider.answer = new OutboundError('status', 'answered 429', { status: 429, retryAfter: 60 });
    await provider.find('fresh');
    provider.answer = [old, fresh];
    provider.clock.advance(59_999);
    expect([await provider.find('fresh'), provider.loads]).toEqual(['keys_unavailable', 2]);
    provider.clock.advance(1);
    expect([await provider.find('fresh'), provider.loads]).toEqual([1, 3]);
  });

  it('a key that was found missing is found when the provider is back', async () => {
    await provider.find('fresh');
    provider.answer = [old, fresh];
    provider.clock.advance(30_000);
    expect(await provider.find('fresh')).toBe(1);
  });
});
