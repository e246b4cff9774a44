import { setTimeout } from 'node:timers/promises';
import { eventually } from '../../../test/eventually.js';
import { RedisStub, type StubAnswers } from '../../../test/redis-stub.js';
import { TokenFleet, wantedToken } from '../../../test/token-fleet.js';
import { connectSharedStore } from '../../shared-store/connect-shared-store.js';
import { Seal } from '../../shared-store/seal.js';
import { holdOffName, tokenNames } from './redis-names.js';
import { SharedHoldOff } from './shared-hold-off.js';
import { SharedRequester } from './shared-requester.js';
import { packToken } from './stored-token.js';

const WANTED = wantedToken('students');
const PASSWORD = 'correct-horse';

async function withStub(answers: StubAnswers, use: (stub: RedisStub) => Promise<void>) {
  const stub = await RedisStub.start(answers);
  try {
    await use(stub);
  } finally {
    stub.close();
  }
}

it.each([
  ['http', `http://user:${PASSWORD}@localhost`],
  ['no scheme', `user:${PASSWORD}@localhost:6379`],
  ['no database', `redis://user:${PASSWORD}@localhost/students`],
  ['a port that is none', `redis://user:${PASSWORD}@localhost:port`],
])('wants a Redis URL, and shows nothing of what it got: %s', async (_, url) => {
  const { keys, clock } = new TokenFleet(url);
  const refused = await connectSharedStore({ url, keys, clock, events: {} as never }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    name: 'TypeError',
    message: expect.stringMatching(/must be a redis:\/\/ or rediss:/),
  });
  expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toContain(PASSWORD);
});

describe('the lock, when another instance finishes between the look and the lock', () => {
  const NOTHING = '*3\r\n$-1\r\n$-1\r\n$-1';
  const names = tokenNames(WANTED.key);
  const bulk = (text: string) => `$${text.length}\r\n${text}`;
  const answers = { PING: '+PONG', SET: '+OK', EVAL: ':1' };
  const { keys, clock } = new TokenFleet('');
  const sealed = (name: string, list: readonly unknown[]) => new Seal(keys).seal(name, JSON.stringify(list));

  it('is given back for its token', () => {
    const token = sealed(
      names.token,
      packToken({ accessToken: 'theirs', lifetime: 3600, expiresAt: clock.now() + 3600_000 }),
    );
    const MGET = [NOTHING, `*3\r\n${bulk(token)}\r\n$-1\r\n${bulk('owner')}`];
    return withStub({ ...answers, MGET }, async ({ url, commands }) => {
      const fleet = new TokenFleet(url);
      expect(await (await fleet.join({ keys })).request(WANTED)).toMatchObject({ accessToken: 'theirs' });
      expect(fleet.asked).toBe(0);
      expect(commands).toEqual(['PING', 'MGET', 'SET', 'MGET', 'EVAL']);
    });
  });

  it('is given back for its failure', () => {
    const failure = sealed(names.failure, ['client_refused', null, null]);
    const MGET = [NOTHING, `*3\r\n$-1\r\n${bulk(failure)}\r\n${bulk('owner')}`];
    return withStub({ ...answers, MGET }, async ({ url, commands }) => {
      const fleet = new TokenFleet(url);
      await expect((await fleet.join({ keys })).request(WANTED)).rejects.toMatchObject({ reason: 'client_refused' });
      expect(fleet.asked).toBe(0);
      expect(commands).toEqual(['PING', 'MGET', 'SET', 'MGET', 'EVAL']);
    });
  });
});

it('F-D06: takes MOVED for a miss, and tells it without the host', () =>
  withStub({ PING: '+PONG', MGET: '-MOVED 3999 10.0.0.1:6381', SET: '-MOVED 3999 10.0.0.1:6381' }, async ({ url }) => {
    const fleet = new TokenFleet(url);
    const one = await fleet.join();
    await one.request(WANTED);
    expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 2' });
    expect(fleet.heard).toEqual([{ name: 'shared_cache_state', state: 'down', detail: 'reads are refused: MOVED' }]);
  }));

it('F-D02: does not wait for a server that accepts and says nothing, and closes while it tries', () =>
  withStub({}, async ({ url }) => {
    const fleet = new TokenFleet(url, { budget: 20, connect: 20 });
    const store = await fleet.joinStore();
    expect(await new SharedRequester(fleet, store).request(WANTED)).toMatchObject({ accessToken: 'token 1' });
    await store.close();
  }));

it('does not try to connect any more once it is closed', () =>
  withStub({}, async ({ url, commands }) => {
    const store = await new TokenFleet(url, { budget: 20, longestReconnect: 20 }).joinStore();
    const tried = commands.length;
    await eventually(() => expect(commands.length).toBeGreaterThan(tried));
    await store.close();
    const atClose = commands.length;
    await setTimeout(300);
    expect(commands).toHaveLength(atClose);
  }));

it('goes to rediss:// with TLS: a server that speaks none gets no command', () =>
  withStub({ PING: '+PONG' }, async ({ url, commands }) => {
    const fleet = new TokenFleet(url.replace('redis:', 'rediss:'), { budget: 20, connect: 50 });
    await (await fleet.join()).request(WANTED);
    expect(fleet.heard).toMatchObject([{ name: 'shared_cache_state', state: 'down' }]);
    expect(commands).not.toContain('PING');
  }));

it('may be closed twice, goes on without Redis then, and tells nothing of it', () =>
  withStub({ PING: '+PONG', MGET: '*3\r\n$-1\r\n$-1\r\n$-1', SET: '-READONLY no' }, async ({ url }) => {
    const fleet = new TokenFleet(url);
    const store = await fleet.joinStore();
    const [one, holdOff] = [new SharedRequester(fleet, store), new SharedHoldOff(holdOffName('client'), store)];
    await Promise.all([store.close(), store.close()]);
    await store.close();
    expect(await one.request(WANTED)).toMatchObject({ accessToken: 'token 1' });
    await holdOff.extend(fleet.clock.now() + 1_000);
    expect(await holdOff.until()).toBe(fleet.clock.now() + 1_000);
    expect(fleet.heard).toEqual([]);
  }));
