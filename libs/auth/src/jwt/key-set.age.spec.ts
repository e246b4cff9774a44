import type { JWK } from 'jose';
import { DOWN, KeyProvider } from '../../test/key-provider.js';
import { signingKey } from '../../test/signing-key.js';

const MINUTE = 60_000;

let old: JWK;
let fresh: JWK;
let provider: KeyProvider;

beforeAll(async () => {
  [old, fresh] = (await Promise.all(['old', 'fresh'].map(async (kid) => (await signingKey(kid)).jwk))) as [JWK, JWK];
});

beforeEach(async () => {
  provider = new KeyProvider(old);
  await provider.keySet.makeUsable();
});

describe('keys whose provider is well', () => {
  it('serve for five minutes without a request (F-A02)', async () => {
    provider.clock.advance(5 * MINUTE - 1);
    expect([await provider.find('old'), provider.loads]).toEqual([1, 1]);
  });

  it('are fetched anew beside the requests after that', async () => {
    let answer = (_: readonly JWK[]) => {};
    provider.answer = new Promise((resolve) => {
      answer = resolve;
    });
    provider.clock.advance(5 * MINUTE);
    expect([await provider.find('old'), await provider.find('old'), provider.loads]).toEqual([1, 1, 2]);
    provider.clock.advance(5 * MINUTE);
    answer([old, fresh]);
    expect([await provider.find('fresh'), provider.loads]).toEqual([1, 2]);
  });

  it('stop working ten minutes old when they are withdrawn (F-B07)', async () => {
    provider.clock.advance(10 * MINUTE - 1);
    provider.answer = [fresh];
    expect(await provider.find('old')).toBe(1);

    const other = new KeyProvider(old);
    await other.keySet.makeUsable();
    other.clock.advance(10 * MINUTE);
    other.answer = [fresh];
    expect([await other.find('old'), await other.find('fresh')]).toEqual(['key_unknown', 1]);
  });

  it('do not grow old or young with the wall clock (F-B14)', async () => {
    provider.clock.setWall(0);
    expect([await provider.find('old'), provider.loads]).toEqual([1, 1]);
    provider.clock.setWall(provider.clock.now() + 1e12);
    expect([await provider.find('old'), provider.loads]).toEqual([1, 1]);
  });
});

describe('keys whose provider is down', () => {
  beforeEach(() => {
    provider.answer = DOWN;
  });

  it('serve an hour beyond their ten minutes, then no more (F-A03, F-A04)', async () => {
    provider.clock.advance(70 * MINUTE - 1);
    expect(await provider.find('old')).toBe(1);
    expect(provider.failures).toEqual([[DOWN.message, true]]);

    provider.clock.advance(1);
    await expect(provider.keySet.candidates({ alg: 'ES256', kid: 'old' })).rejects.toMatchObject({
      reason: 'keys_unavailable',
      status: 503,
      retryAfter: 5,
      cause: DOWN,
    });
    provider.clock.advance(5_000);
    expect(await provider.find('old')).toBe('keys_unavailable');
    expect(provider.failures.at(-1)).toEqual([DOWN.message, false]);
  });

  it('are stale from ten minutes on, until new ones are there', async () => {
    provider.clock.advance(10 * MINUTE - 1);
    expect(provider.keySet.stale).toBe(false);
    provider.clock.advance(1);
    expect([await provider.find('old'), provider.keySet.stale]).toEqual([1, true]);
    provider.answer = [old];
    provider.clock.advance(5_000);
    expect([await provider.find('old'), provider.keySet.stale]).toEqual([1, false]);
  });

  it('ask for new ones every five seconds at the most', async () => {
    provider.clock.advance(20 * MINUTE);
    await Promise.all([provider.find('old'), provider.find('old')]);
    provider.clock.advance(4_999);
    expect([await provider.find('old'), provider.loads]).toEqual([1, 2]);
    provider.clock.advance(1);
    expect([await provider.find('old'), provider.loads]).toEqual([1, 3]);
  });

  it('make room for new ones as soon as it is back', async () => {
    provider.clock.advance(80 * MINUTE);
    expect(await provider.find('old')).toBe('keys_unavailable');
    provider.answer = [fresh];
    provider.clock.advance(5_000);
    expect([await provider.find('fresh'), await provider.find('old')]).toEqual([1, 'key_unknown']);
  });

  it('are kept when a refresh in the background fails, without a rejection that nobody handles', async () => {
    provider.clock.advance(5 * MINUTE);
    expect([await provider.find('old'), await provider.find('old')]).toEqual([1, 1]);
    expect([provider.loads, provider.failures]).toEqual([2, [[DOWN.message, true]]]);
  });
});
