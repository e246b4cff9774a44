import { eventually } from '../../../test/eventually.js';
import { describeWithRedis, RedisServer } from '../../../test/redis-server.js';
import { gate, TokenFleet, wantedToken } from '../../../test/token-fleet.js';
import { Seal } from '../../shared-store/seal.js';
import { tokenNames } from './redis-names.js';

const WANTED = wantedToken('students');
const NAMES = tokenNames('students');

describeWithRedis('the values in Redis', () => {
  let redis: RedisServer;
  let fleet: TokenFleet;

  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  beforeEach(async () => {
    await redis.command('FLUSHALL');
    fleet = new TokenFleet(redis.url);
  });

  const told = () => fleet.heard.map(({ name, ...fields }) => [name, fields]);

  describe('that are none of ours', () => {
    const sealed = (text: string, keys = fleet.keys) => new Seal(keys).seal(NAMES.token, text);
    const VALUES: readonly (readonly [string, () => string])[] = [
      ['F-D03: garbage', () => '\u0000\u00ff{]'],
      ['F-D03: an empty value', () => ''],
      ['F-D03: a truncated one', () => sealed(JSON.stringify(['foreign', 3600, 2e12, null])).slice(0, -5)],
      ['F-D03: a token in clear', () => JSON.stringify(['foreign', 3600, 2e12, null])],
      [
        'F-D03: one of an older format',
        () => sealed(JSON.stringify(['foreign', 3600, 2e12, null])).replace('p1.', 'p0.'),
      ],
      ['F-D03: one of another shape', () => sealed(JSON.stringify(['foreign', '3600', 2e12, null]))],
      ['F-D03: one that is no JSON', () => sealed('["foreign",')],
      ['F-D03: an empty token', () => sealed(JSON.stringify(['', 3600, 2e12, null]))],
      ['F-D04: a __proto__', () => sealed('{"__proto__":{"accessToken":"foreign","lifetime":3600,"expiresAt":2e12}}')],
      ['F-D04: a __proto__ in a list', () => sealed('[{"__proto__":{"0":"foreign"}},3600,2e12,null]')],
    ];

    it.each(VALUES)('%s is a miss, told, and overwritten', async (_, value) => {
      await redis.command('SET', NAMES.token, value());
      const one = await fleet.join();
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
      expect(told()).toEqual([['shared_cache_miss_invalid', {}]]);
      expect(({} as { accessToken?: unknown }).accessToken).toBeUndefined();
    });

    it('F-D03: a value of another type is a miss, and overwritten', async () => {
      await redis.command('RPUSH', NAMES.token, 'foreign');
      const one = await fleet.join();
      await one.request(WANTED);
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
    });

    it('F-D03: a failure that is none of ours is nobody else’s', async () => {
      const { opened, open } = gate();
      fleet.answer = () => opened.then(() => fleet.token());
      const [one, two] = await fleet.joinMany(2);
      const both = [one?.request(WANTED), two?.request(WANTED)];
      await eventually(() => expect(fleet.asked).toBe(1));
      await redis.command('SET', NAMES.failure, '["client_refused",null,null]');
      await eventually(() => expect(told()).toContainEqual(['shared_cache_miss_invalid', {}]));
      open();
      expect(await Promise.all(both)).toMatchObject(Array(2).fill({ accessToken: 'token 1' }));
    });

    it('F-D04: an expired token is a miss, and overwritten', async () => {
      const now = fleet.clock.now();
      await redis.command('SET', NAMES.token, sealed(JSON.stringify(['expired', 3600, now - 1, null])));
      const one = await fleet.join();
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
      expect(told()).toEqual([]);
    });
  });

  describe('F-D07: read by someone else', () => {
    it('shows neither tokens nor what they are for, and keeps a token until its renewal', async () => {
      fleet.answer = async () => fleet.token({ accessToken: 'THE-TOKEN', scope: 'THE-SCOPE' });
      const one = await fleet.join();
      await one.request({ key: 'THE-CLIENT', parameters: { scope: 'THE-SCOPE' } });
      const [name] = (await redis.command('KEYS', '*')) as [string];
      const seen = [name, await redis.command('GET', name)].join(' ');
      expect(seen).toMatch(/^portero:token:\{[\w-]{43}\} p1\.[\w-]+$/);
      expect(seen).not.toMatch(/THE-/);
      const life = Number(await redis.command('PTTL', name));
      expect(life).toBeGreaterThan(3_500_000);
      expect(life).toBeLessThanOrEqual(3_540_000);
    });

    it('a value that was copied under another key does not open', async () => {
      const one = await fleet.join();
      await one.request(WANTED);
      await redis.command('COPY', NAMES.token, tokenNames('admin').token);
      expect(await one.request(wantedToken('admin'))).toMatchObject({ accessToken: 'token 2' });
      expect(told()).toEqual([['shared_cache_miss_invalid', {}]]);
    });

    it('is read with the old key and the new one while they are rotated, not with another', async () => {
      const [old, fresh] = [...fleet.keys, ...new TokenFleet(redis.url).keys];
      if (!old || !fresh) throw new Error('two keys are needed');
      const before = await fleet.join({ keys: [old] });
      const between = await fleet.join({ keys: [old, fresh] });
      const swapped = await fleet.join({ keys: [fresh, old] });
      const after = await fleet.join({ keys: [fresh] });
      await before.request(WANTED);
      for (const one of [between, swapped]) expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
      expect(told()).toEqual([]);
      expect(await after.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
      expect(told()).toEqual([['shared_cache_miss_invalid', {}]]);
      for (const one of [between, swapped]) expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
    });
  });
});
