import { setTimeout } from 'node:timers/promises';
import { eventually } from '../../../test/eventually.js';
import { describeWithRedis, RedisServer } from '../../../test/redis-server.js';
import { gate, TokenFleet, wantedToken } from '../../../test/token-fleet.js';
import { Refusal } from '../../bearer/refusal.js';
import { tokenNames } from './redis-names.js';
import { SharedRequester } from './shared-requester.js';

const WANTED = wantedToken('students');
const NAMES = tokenNames('students');

describeWithRedis('instances that share a Redis', () => {
  let redis: RedisServer;
  let fleet: TokenFleet;

  beforeAll(async () => {
    redis = await RedisServer.start();
  });

  beforeEach(async () => {
    await redis.command('FLUSHALL');
    fleet = new TokenFleet(redis.url);
  });

  const asking = () => eventually(() => expect(fleet.asked).toBe(1));

  it('ask once for a token that none of them has', async () => {
    const four = await fleet.joinMany(4);
    const tokens = await Promise.all(four.map((one) => one.request(WANTED)));
    const token = fleet.token({ accessToken: 'token 1' });
    const shared = { ...token, from: 'shared_store' };
    expect(tokens.sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))).toEqual([token, shared, shared, shared]);
    expect(fleet.asked).toBe(1);
    expect(await redis.command('KEYS', '*')).toEqual([NAMES.token]);
  });

  it('ask once however long that takes: who asks keeps the lock', async () => {
    fleet = new TokenFleet(redis.url, { lock: 150, longestHold: 60_000 });
    const { opened, open } = gate();
    fleet.answer = () => opened.then(() => fleet.token());
    const waiting = (await fleet.joinMany(4)).map((one) => one.request(WANTED));
    await asking();
    await setTimeout(500);
    open();
    await Promise.all(waiting);
    expect(fleet.asked).toBe(1);
  });

  it('have what one of them got before', async () => {
    const [one, two] = await fleet.joinMany(2);
    const token = await one?.request(WANTED);
    expect(token?.from).toBeUndefined();
    expect(await two?.request(WANTED)).toEqual({ ...token, from: 'shared_store' });
    expect(fleet.asked).toBe(1);
  });

  it('keep the scope that was granted', async () => {
    fleet.answer = async () => fleet.token({ scope: 'read:students' });
    const [one, two] = await fleet.joinMany(2);
    await one?.request(WANTED);
    expect(await two?.request(WANTED)).toMatchObject({ scope: 'read:students' });
  });

  it('keep the tokens of two keys apart (F-C28)', async () => {
    const one = await fleet.join();
    const tokens = await Promise.all([one.request(WANTED), one.request(wantedToken('teachers'))]);
    expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(2);
  });

  it('renew a token that an API has refused, once for all', async () => {
    const four = await fleet.joinMany(4);
    await four[0]?.request(WANTED);
    const tokens = await Promise.all(four.map((one) => one.request(wantedToken('students', 'token 1'))));
    expect(tokens.map(({ accessToken }) => accessToken)).toEqual(Array(4).fill('token 2'));
    expect(fleet.asked).toBe(2);
  });

  it('renew a token within its margin, although Redis still has it', async () => {
    const one = await fleet.join();
    await one.request(WANTED);
    fleet.clock.advance(3539_999);
    expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
    fleet.clock.advance(1);
    expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
  });

  it('do not keep a token that lives no second (F-C20)', async () => {
    fleet.answer = async () => fleet.token({ lifetime: 0, expiresAt: fleet.clock.now() });
    const one = await fleet.join();
    await one.request(WANTED);
    expect(await redis.command('KEYS', '*')).toEqual([]);
  });

  describe('when the provider refuses', () => {
    const refuse = async () => {
      throw new Refusal('provider_throttled', { retryAfter: 7, providerError: 'slow_down', actual: 'THEIR-SECRET' });
    };

    it('share the failure of the one that asked', async () => {
      const { opened, open } = gate();
      fleet.answer = () => opened.then(refuse);
      const waiting = Promise.allSettled((await fleet.joinMany(4)).map((one) => one.request(WANTED)));
      await asking();
      open();
      const told = { reason: 'provider_throttled', error: 'slow_down', retryAfter: 7, toldToWait: true };
      expect(await waiting).toMatchObject(Array(4).fill({ status: 'rejected', reason: told }));
      expect(fleet.asked).toBe(1);
    });

    it('do not keep it for who comes later (F-C11)', async () => {
      fleet.answer = refuse;
      const [one, two] = await fleet.joinMany(2);
      await expect(one?.request(WANTED)).rejects.toMatchObject({ reason: 'provider_throttled' });
      fleet.answer = async () => fleet.token();
      expect(await two?.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
    });

    it('try one after the other where the fault is of one machine', async () => {
      const { opened, open } = gate();
      fleet.answer = async () => {
        await opened;
        if (fleet.asked === 1) throw new Refusal('client_secret_unreadable');
        return fleet.token();
      };
      const waiting = Promise.allSettled((await fleet.joinMany(4)).map((one) => one.request(WANTED)));
      await asking();
      open();
      expect((await waiting).map(({ status }) => status).sort()).toEqual([...Array(3).fill('fulfilled'), 'rejected']);
      expect(fleet.asked).toBe(2);
    });
  });

  describe('when one of them dies while it asks', () => {
    beforeEach(() => {
      fleet = new TokenFleet(redis.url, { lock: 300 });
    });

    it('another one takes over as soon as the lock has ended', async () => {
      fleet.answer = () => (fleet.asked === 1 ? new Promise(() => {}) : Promise.resolve(fleet.token()));
      const dying = await fleet.joinStore();
      const others = await fleet.joinMany(3);
      void new SharedRequester(fleet, dying).request(WANTED);
      await asking();
      await dying.close();
      const tokens = await Promise.all(others.map((one) => one.request(WANTED)));
      expect(tokens).toMatchObject(Array(3).fill({ accessToken: 'token 2' }));
      expect(fleet.asked).toBe(2);
    });

    it('and one that only hangs does not keep the lock for ever', async () => {
      fleet = new TokenFleet(redis.url, { lock: 150, longestHold: 300 });
      fleet.answer = () => (fleet.asked === 1 ? new Promise(() => {}) : Promise.resolve(fleet.token()));
      const [hanging, other] = await fleet.joinMany(2);
      void hanging?.request(WANTED);
      await asking();
      expect(await other?.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
    });
  });

  it('ask without the others when those bring nothing for too long', async () => {
    const { opened, open } = gate();
    fleet.answer = () => (fleet.asked === 1 ? opened.then(() => fleet.token()) : Promise.resolve(fleet.token()));
    const [slow, other] = await fleet.joinMany(2);
    const first = slow?.request(WANTED);
    await asking();
    const second = other?.request(WANTED);
    fleet.clock.advance(12_000);
    expect(await second).toMatchObject({ accessToken: 'token 2' });
    expect(await (await fleet.join()).request(WANTED)).toMatchObject({ accessToken: 'token 2' });
    open();
    await first;
  });

  describe('a caller that no longer wants to wait (F-C27)', () => {
    const reason = new Error('no longer wanted');
    const caller = () => new AbortController();

    it('ends its wait for another instance', async () => {
      const { opened, open } = gate();
      fleet.answer = () => opened.then(() => fleet.token());
      const [one, two] = await fleet.joinMany(2);
      const first = one?.request(WANTED);
      await asking();
      const impatient = caller();
      const waiting = two?.request(WANTED, impatient.signal);
      impatient.abort(reason);
      await expect(waiting).rejects.toBe(reason);
      open();
      expect(await first).toMatchObject({ accessToken: 'token 1' });
    });

    it('ends its own request and leaves no lock', async () => {
      fleet.answer = (_, signal) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(reason)));
      const one = await fleet.join();
      const impatient = caller();
      const request = one.request(WANTED, impatient.signal);
      await asking();
      impatient.abort(reason);
      await expect(request).rejects.toBe(reason);
      expect(await redis.command('KEYS', '*')).toEqual([]);
    });
  });
});
