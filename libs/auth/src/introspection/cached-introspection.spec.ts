import { inspect } from 'node:util';
import { AnsweringIntrospection, CLAIMS } from '../../test/answering-introspection.js';
import { ManualClock, START_SECONDS } from '../../test/manual-clock.js';
import { Refusal } from '../bearer/refusal.js';
import { CachedIntrospection } from './cached-introspection.js';

const inactive = () => new Refusal('token_inactive');

let clock: ManualClock;
let issuer: AnsweringIntrospection;
let cached: CachedIntrospection;

beforeEach(() => {
  clock = new ManualClock();
  issuer = new AnsweringIntrospection();
  cached = new CachedIntrospection(issuer, clock);
});

it('uses an answer for 30 seconds, and then asks whether the token was revoked', async () => {
  await cached.claimsOf('token');
  clock.advance(29_999);
  expect(await cached.claimsOf('token')).toBe(CLAIMS);
  expect(issuer.asked).toHaveLength(1);

  clock.advance(1);
  issuer.answer = inactive;
  await expect(cached.claimsOf('token')).rejects.toMatchObject({ reason: 'token_inactive' });
  expect(issuer.asked).toHaveLength(2);
});

it('counts from when it asked', async () => {
  const { promise, resolve } = withResolvers();
  issuer.answer = promise;
  const first = cached.claimsOf('token');
  clock.advance(20_000);
  resolve(CLAIMS);
  await first;
  clock.advance(10_000);
  await cached.claimsOf('token');
  expect(issuer.asked).toHaveLength(2);
});

it.each([
  ['the wall clock is put back', -3_600_000, 30_000],
  ['the wall clock is put ahead', 3_600_000, 30_000],
])('counts 30 seconds that really pass while %s', async (_, jump, left) => {
  await cached.claimsOf('token');
  clock.setWall(clock.now() + jump);
  clock.advance(left - 1);
  await cached.claimsOf('token');
  expect(issuer.asked).toHaveLength(1);
  clock.advance(1);
  await cached.claimsOf('token');
  expect(issuer.asked).toHaveLength(2);
});

it('uses no answer beyond exp', async () => {
  issuer.answer = { exp: START_SECONDS + 10 };
  await cached.claimsOf('token');
  clock.advance(9_999);
  await cached.claimsOf('token');
  expect(issuer.asked).toHaveLength(1);
  clock.advance(1);
  await cached.claimsOf('token');
  expect(issuer.asked).toHaveLength(2);
});

it('does not come back to an answer when the wall clock is put back', async () => {
  issuer.answer = { exp: START_SECONDS + 10 };
  await cached.claimsOf('token');
  clock.advance(10_000);
  issuer.answer = inactive;
  await expect(cached.claimsOf('token')).rejects.toMatchObject({ reason: 'token_inactive' });
  clock.setWall(clock.now() - 5_000);
  await expect(cached.claimsOf('token')).rejects.toMatchObject({ reason: 'token_inactive' });
});

it.each([[START_SECONDS], [undefined], ['soon'], [null], [Number.NaN]])('uses no answer with exp %j', async (exp) => {
  issuer.answer = { exp };
  await cached.claimsOf('token');
  await cached.claimsOf('token');
  expect(issuer.asked).toHaveLength(2);
});

it('keeps no refusal', async () => {
  issuer.answer = inactive;
  await expect(cached.claimsOf('token')).rejects.toMatchObject({ reason: 'token_inactive' });
  issuer.answer = CLAIMS;
  expect(await cached.claimsOf('token')).toBe(CLAIMS);
  expect(issuer.asked).toHaveLength(2);
});

it('asks once for 100 requests with one token, and shares the answer', async () => {
  const all = await Promise.all(Array.from({ length: 100 }, () => cached.claimsOf('token')));
  expect([new Set(all).size, issuer.asked]).toEqual([1, ['token']]);
});

it('asks once for 100 requests with one token, and shares the refusal', async () => {
  issuer.answer = inactive;
  const all = await Promise.allSettled(Array.from({ length: 100 }, () => cached.claimsOf('token')));
  expect(all.map((one) => one.status === 'rejected' && one.reason.reason)).toEqual(Array(100).fill('token_inactive'));
  expect(issuer.asked).toEqual(['token']);
});

it('keeps tokens apart', async () => {
  issuer.answer = { ...CLAIMS, sub: 'one' };
  await cached.claimsOf('token-1');
  issuer.answer = { ...CLAIMS, sub: 'two' };
  await cached.claimsOf('token-2');
  expect([(await cached.claimsOf('token-1')).sub, (await cached.claimsOf('token-2')).sub]).toEqual(['one', 'two']);
});

it('keeps 1,000 answers, which made-up tokens do not push out', async () => {
  for (let i = 0; i < 1_001; i++) await cached.claimsOf(`token-${i}`);
  issuer.answer = inactive;
  for (let i = 0; i < 2_000; i++) await cached.claimsOf(`made-up-${i}`).catch(() => undefined);

  expect(await cached.claimsOf('token-1')).toBe(CLAIMS);
  expect(await cached.claimsOf('token-1000')).toBe(CLAIMS);
  await expect(cached.claimsOf('token-0')).rejects.toMatchObject({ reason: 'token_inactive' });
});

it('keeps no token', async () => {
  await cached.claimsOf('OPAQUE-TOKEN');
  expect(inspect(cached, { depth: null, showHidden: true })).toContain('exp: 2000000000');
  issuer.asked.length = 0;
  expect(inspect(cached, { depth: null, showHidden: true })).not.toContain('OPAQUE-TOKEN');
});

function withResolvers() {
  let resolve: (claims: typeof CLAIMS) => void = () => undefined;
  const promise = new Promise<typeof CLAIMS>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
