import { eventually } from '../../../test/eventually.js';
import { describeWithRedis, RedisServer } from '../../../test/redis-server.js';
import { gate, TokenFleet, wantedToken } from '../../../test/token-fleet.js';

const WANTED = wantedToken('students');
const PASSWORD = 'correct-horse';

describeWithRedis('a Redis in trouble', () => {
  let redis: RedisServer;
  let fleet: TokenFleet;

  async function start(...settings: string[]): Promise<void> {
    redis = await RedisServer.start(...settings);
    fleet = new TokenFleet(redis.url);
  }
  afterEach(() => redis.stop());

  const told = () => fleet.heard.map(({ name, ...fields }) => [name, fields]);
  const down = (detail: unknown) => ['shared_cache_state', { state: 'down', detail }];
  const up = ['shared_cache_state', { state: 'up' }];
  const lostOrRefused = expect.stringMatching(/^(no connection|ECONN[A-Z]+)$/);
  const isUp = () => eventually(() => expect(told().at(-1)).toEqual(up));

  describe('F-D01: that is away', () => {
    beforeEach(() => start());

    it('at the start is done without, told once, and used when it comes', async () => {
      await redis.kill();
      const one = await fleet.join();
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
      expect(told()).toEqual([down('ECONNREFUSED')]);

      await redis.run();
      await isUp();
      await one.request(WANTED);
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 3' });
      expect(told()).toEqual([down('ECONNREFUSED'), up]);
    });

    it('later is done without, told once, and used when it comes back', async () => {
      const one = await fleet.join();
      await one.request(WANTED);
      await redis.kill();
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
      await eventually(() => expect(told()).toEqual([down(lostOrRefused)]));
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 3' });

      await redis.run();
      await isUp();
      await one.request(WANTED);
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 4' });
      expect(told()).toEqual([down(lostOrRefused), up]);
    });

    it('all at once, with the lock held: who asks gets its token, who waits asks itself', async () => {
      const { opened, open } = gate();
      fleet.answer = () => (fleet.asked === 1 ? opened.then(() => fleet.token()) : Promise.resolve(fleet.token()));
      const [one, two] = await fleet.joinMany(2);
      const asking = one?.request(WANTED);
      await eventually(() => expect(fleet.asked).toBe(1));
      const waiting = two?.request(WANTED);
      await redis.kill();
      expect(await waiting).toMatchObject({ accessToken: 'token 2' });
      open();
      expect(await asking).toMatchObject({ lifetime: 3600 });
    });

    it('and its password is in no event', async () => {
      const { port } = redis;
      const wrong = await fleet.join({ url: `redis://user:${PASSWORD}@127.0.0.1:${port}` });
      await wrong.request(WANTED);
      expect(told()).toEqual([down('WRONGPASS')]);
      expect(JSON.stringify(fleet.heard)).not.toContain(PASSWORD);
    });
  });

  it('F-D01: that wants a password gets it', async () => {
    await start('--requirepass', PASSWORD);
    const none = await fleet.join();
    await none.request(WANTED);
    expect(told()).toEqual([down('NOAUTH')]);

    const one = await fleet.join({ url: `redis://:${PASSWORD}@127.0.0.1:${redis.port}` });
    await one.request(WANTED);
    expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
  });

  describe('F-D02: that does not answer', () => {
    beforeEach(async () => {
      await start();
      fleet = new TokenFleet(redis.url, { budget: 100, connect: 200 });
    });
    afterEach(() => redis.resume());

    it('costs its budget once, then nothing, and is used again when it answers', async () => {
      const one = await fleet.join();
      redis.pause();
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
      expect(told()).toEqual([down('no answer within 100 ms')]);
      for (let i = 0; i < 100; i += 1) await one.request(WANTED);
      expect(fleet.asked).toBe(101);

      redis.resume();
      await isUp();
      expect(told()).toHaveLength(2);
    });

    it('at the start does not stop it', async () => {
      redis.pause();
      const one = await fleet.join();
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
      expect(told()).toEqual([down('no answer within 100 ms')]);
    });
  });

  it('F-D05: that lost everything costs one request per key, not one per instance', async () => {
    await start();
    const four = await fleet.joinMany(4);
    const keys = ['students', 'teachers'].map((key) => wantedToken(key));
    const all = () => Promise.all(four.flatMap((one) => keys.map((wanted) => one.request(wanted))));
    await all();
    await redis.command('FLUSHALL');
    await all();
    expect(fleet.asked).toBe(4);
    expect(told()).toEqual([]);
  });

  describe('F-D06: that refuses to write', () => {
    beforeEach(() => start());

    it('as a replica: tokens are read, what is new stays here, and it is told once', async () => {
      const one = await fleet.join();
      await one.request(WANTED);
      await redis.command('REPLICAOF', '127.0.0.1', '1');
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
      expect(await one.request(wantedToken('new'))).toMatchObject({ accessToken: 'token 2' });
      expect(await one.request(wantedToken('new'))).toMatchObject({ accessToken: 'token 3' });
      expect(told()).toEqual([down('writes are refused: READONLY')]);

      await redis.command('REPLICAOF', 'NO', 'ONE');
      fleet.clock.advance(30_000);
      await one.request(wantedToken('new'));
      expect(await one.request(wantedToken('new'))).toMatchObject({ accessToken: 'token 4' });
      expect(told()).toEqual([down('writes are refused: READONLY'), up]);
    });

    it('out of memory: the same', async () => {
      const one = await fleet.join();
      await one.request(WANTED);
      await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
      await redis.command('CONFIG', 'SET', 'maxmemory', '1');
      expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
      expect(await one.request(wantedToken('new'))).toMatchObject({ accessToken: 'token 2' });
      expect(told()).toEqual([down('writes are refused: OOM')]);
    });
  });

  it('F-D06: that is a node of a cluster without the slot is done without', async () => {
    await start('--cluster-enabled', 'yes');
    const one = await fleet.join();
    await one.request(WANTED);
    expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
    expect(told()).toEqual([down('reads are refused: CLUSTERDOWN')]);
  });
});
