import { setTimeout } from 'node:timers/promises';
import { describeWithRedis, RedisServer } from '../../test/redis-server.js';
import { TokenFleet } from '../../test/token-fleet.js';
import { MemoryProofs, SharedProofs } from './proof-memory.js';

const LIFE = 80_000;

describeWithRedis('proofs in a shared store', () => {
  let redis: RedisServer;
  let fleet: TokenFleet;

  beforeEach(async () => {
    redis = await RedisServer.start();
    fleet = new TokenFleet(redis.url);
  });
  afterEach(() => redis.stop());

  const join = async (...settings: Parameters<TokenFleet['joinStore']>) =>
    new SharedProofs(await fleet.joinStore(...settings), new MemoryProofs(fleet.clock));

  it('are used once in all instances, also when they come at once', async () => {
    const instances = await Promise.all([join(), join(), join()]);
    for (const id of ['one', 'two', 'three']) {
      const uses = await Promise.all(instances.map((proofs) => proofs.firstUse(id, LIFE)));
      expect(uses.filter(Boolean)).toHaveLength(1);
    }
    expect(await Promise.all(instances.map((proofs) => proofs.firstUse('one', LIFE)))).toEqual([false, false, false]);
  });

  it('stand there under one name each, for their lifetime', async () => {
    const proofs = await join();
    await proofs.firstUse('abc', LIFE);
    expect(await redis.command('KEYS', '*')).toEqual(['portero:proof:{abc}']);
    const left = Number(await redis.command('PTTL', 'portero:proof:{abc}'));
    expect(left).toBeGreaterThan(LIFE - 10_000);
    expect(left).toBeLessThanOrEqual(LIFE);
  });

  it('are forgotten there after it', async () => {
    const [one, two] = await Promise.all([join(), join()]);
    await one.firstUse('one', 20);
    await setTimeout(50);
    expect(await two.firstUse('one', LIFE)).toBe(true);
  });

  it('are known in each instance while Redis is away, and in all when it is back', async () => {
    const [one, two] = await Promise.all([join(), join()]);
    expect(await one.firstUse('before', LIFE)).toBe(true);
    await redis.kill();
    expect(await one.firstUse('before', LIFE)).toBe(false);
    expect(await one.firstUse('during', LIFE)).toBe(true);
    expect(await one.firstUse('during', LIFE)).toBe(false);
    expect(await two.firstUse('during', LIFE)).toBe(true);
    expect(fleet.heard.map(({ name }) => name)).toContain('shared_cache_state');
  });

  it('cost no more than the budget when Redis is stuck, and are known all the same', async () => {
    const proofs = await join({ times: { budget: 50 } });
    redis.pause();
    try {
      expect(await proofs.firstUse('one', LIFE)).toBe(true);
      expect(await proofs.firstUse('one', LIFE)).toBe(false);
    } finally {
      redis.resume();
    }
  });

  it('are known in each instance when Redis takes no writes', async () => {
    await redis.command('CONFIG', 'SET', 'maxmemory', '1');
    const proofs = await join();
    expect(await proofs.firstUse('one', LIFE)).toBe(true);
    expect(await proofs.firstUse('one', LIFE)).toBe(false);
    expect(fleet.heard).toContainEqual({
      name: 'shared_cache_state',
      state: 'down',
      detail: 'writes are refused: OOM',
    });
  });
});
