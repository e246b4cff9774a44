import { setTimeout } from 'node:timers/promises';
import { describeWithRedis, RedisServer } from '../../test/redis-server.js';
import { RedisStub } from '../../test/redis-stub.js';
import { TokenFleet } from '../../test/token-fleet.js';
import { SharedCounters } from './shared-counters.js';

const MINUTE = 60_000;

it('counts nothing without a store', async () => {
  const counters = new SharedCounters(undefined);
  expect(await counters.hit('a', MINUTE)).toBeUndefined();
  expect(counters.up).toBeUndefined();
});

it('counts nothing while the store does not answer', async () => {
  const stub = await RedisStub.start({});
  const counters = new SharedCounters(await new TokenFleet(stub.url, { budget: 20, connect: 20 }).joinStore());
  expect(await counters.hit('a', MINUTE)).toBeUndefined();
  expect(counters.up).toBe(false);
  stub.close();
});

it.each(['+OK', '*1\r\n:1', '$-1', '-NOSCRIPT'])('counts nothing when it answers %j', async (EVAL) => {
  const stub = await RedisStub.start({ PING: '+PONG', EVAL });
  const store = await new TokenFleet(stub.url).joinStore();
  expect(await new SharedCounters(store).hit('a', MINUTE)).toBeUndefined();
  stub.close();
});

describeWithRedis('counters in Redis', () => {
  let redis: RedisServer;
  let fleet: TokenFleet;

  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  beforeEach(async () => {
    await redis.command('FLUSHALL');
    fleet = new TokenFleet(redis.url);
  });

  it('count for all instances together, each name by itself', async () => {
    const [one, other] = [new SharedCounters(await fleet.joinStore()), new SharedCounters(await fleet.joinStore())];
    expect([one.up, other.up]).toEqual([true, true]);
    expect(await one.hit('a', MINUTE)).toMatchObject({ count: 1 });
    const second = await other.hit('a', MINUTE);
    expect(second?.count).toBe(2);
    expect(second?.remaining).toBeGreaterThan(MINUTE - 10_000);
    expect(second?.remaining).toBeLessThanOrEqual(MINUTE);
    expect(await one.hit('b', MINUTE)).toMatchObject({ count: 1 });
  });

  it('lose none of many at once', async () => {
    const counters = new SharedCounters(await fleet.joinStore());
    const counts = await Promise.all(Array.from({ length: 100 }, () => counters.hit('a', MINUTE)));
    expect(counts.map((hit) => hit?.count).sort((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
  });

  it('begin anew when their window is over', async () => {
    const counters = new SharedCounters(await fleet.joinStore());
    await counters.hit('a', 20);
    await setTimeout(40);
    expect(await counters.hit('a', MINUTE)).toMatchObject({ count: 1 });
  });

  it('name nobody in Redis', async () => {
    await new SharedCounters(await fleet.joinStore()).hit('203.0.113.7', MINUTE);
    expect(await redis.command('KEYS', '*')).toEqual([expect.stringMatching(/^portero:count:\{[\w-]{43}\}$/)]);
  });
});
