import { eventually } from '../../../test/eventually.js';
import { describeWithRedis, RedisServer } from '../../../test/redis-server.js';
import { TokenFleet } from '../../../test/token-fleet.js';
import { holdOffName } from './redis-names.js';
import { SharedHoldOff } from './shared-hold-off.js';

const NAME = holdOffName('client at op');

describeWithRedis('a hold-off that instances share', () => {
  let redis: RedisServer;
  let fleet: TokenFleet;

  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  beforeEach(async () => {
    await redis.command('FLUSHALL');
    fleet = new TokenFleet(redis.url);
  });

  const join = async () => new SharedHoldOff(holdOffName('client at op'), await fleet.joinStore());
  const inSeconds = (seconds: number) => fleet.clock.now() + seconds * 1000;
  const reads = async () => /cmdstat_mget:calls=(\d+)/.exec(String(await redis.command('INFO', 'commandstats')))?.[1];

  it('is that of the one that was told to wait, for its client only', async () => {
    const [one, two] = [await join(), await join()];
    const another = new SharedHoldOff(holdOffName('another client'), await fleet.joinStore());
    expect(await two.until()).toBe(0);
    const until = inSeconds(3);
    await one.extend(until);
    expect([await one.until(), await two.until(), await another.until()]).toEqual([until, until, 0]);
    expect(await redis.command('PTTL', NAME)).toBeGreaterThan(0);
    expect(Number(await redis.command('PTTL', NAME))).toBeLessThanOrEqual(3_000);
  });

  it('is not shortened by any of them', async () => {
    const [one, two] = [await join(), await join()];
    const until = inSeconds(60);
    await one.extend(until);
    await two.extend(inSeconds(1));
    expect(await (await join()).until()).toBe(until);
  });

  it('asks Redis once when it is asked, and not at all while it holds', async () => {
    const one = await join();
    await redis.command('CONFIG', 'RESETSTAT');
    await one.until();
    expect(await reads()).toBe('1');
    await one.extend(inSeconds(60));
    await redis.command('CONFIG', 'RESETSTAT');
    await one.until();
    expect(await reads()).toBeUndefined();
  });

  it('does not believe more than an hour (F-C09)', async () => {
    await (await join()).extend(inSeconds(1e9));
    expect(await (await join()).until()).toBe(inSeconds(3600));
  });

  it('does not write what is over', async () => {
    await (await join()).extend(inSeconds(-1));
    expect(await redis.command('EXISTS', NAME)).toBe(0);
  });

  it('believes nobody who has no key (F-D03)', async () => {
    const one = await join();
    await redis.command('SET', NAME, String(inSeconds(60)));
    expect(await one.until()).toBe(0);
    expect(fleet.heard).toEqual([{ name: 'shared_cache_miss_invalid' }]);
  });

  it('is that of each instance while Redis is away (F-D01)', async () => {
    const mortal = await RedisServer.start();
    fleet = new TokenFleet(mortal.url);
    const [one, two] = [await join(), await join()];
    await mortal.kill();
    await eventually(() => expect(fleet.heard).toHaveLength(2));
    const until = inSeconds(3);
    await one.extend(until);
    expect([await one.until(), await two.until()]).toEqual([until, 0]);
    await mortal.stop();
  });
});
