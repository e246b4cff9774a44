import { AnsweringIntrospection, CLAIMS } from '../../test/answering-introspection.js';
import { fakeDateOnly } from '../../test/fake-date.js';
import { ManualClock } from '../../test/manual-clock.js';
import { Refusal } from '../bearer/refusal.js';
import { type AuthEvent, AuthEvents } from '../telemetry/auth-events.js';
import type { Reason } from '../telemetry/reasons.js';
import { INTROSPECTION_LIMITS } from './introspection-limits.js';
import { ResilientIntrospection } from './resilient-introspection.js';

const refusing = (reason: Reason, retryAfter?: number) => () => new Refusal(reason, { retryAfter, actual: 'status' });
const DOWN = refusing('provider_unavailable');

let clock: ManualClock;
let issuer: AnsweringIntrospection;
let resilient: ResilientIntrospection;
let heard: AuthEvent[];
let outcomes: string[];
let setDate: (now: number) => void;

beforeEach(() => {
  clock = new ManualClock();
  // cockatiel's breaker reads Date.
  setDate = fakeDateOnly(clock.now());
  heard = [];
  outcomes = [];
  const events = new AuthEvents();
  events.listen((event) => {
    if (event.name === 'introspected') outcomes.push(`${event.provider} ${event.outcome}`);
    else heard.push(event);
  });
  issuer = new AnsweringIntrospection();
  resilient = new ResilientIntrospection(issuer, { provider: 'op', clock, events });
});

function advance(milliseconds: number): void {
  clock.advance(milliseconds);
  setDate(clock.now());
}

const ask = () => resilient.claimsOf('token');
const refusalOf = () =>
  ask().then(
    () => undefined,
    (error: unknown) => error as Refusal,
  );

async function askTimes(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await refusalOf();
}

it('says its numbers in one place', () => {
  expect(INTROSPECTION_LIMITS).toEqual({ inFlight: 32, queue: 32, failures: 5, openFor: 10_000 });
});

it('passes claims on', async () => {
  expect(await ask()).toBe(CLAIMS);
  expect(issuer.asked).toEqual(['token']);
  expect(outcomes).toEqual(['op active']);
});

it.each<Reason>(['token_inactive', 'issuer_unknown', 'type_not_allowed'])('passes %s on as it is', async (reason) => {
  const verdict = new Refusal(reason);
  issuer.answer = () => verdict;
  expect(await refusalOf()).toBe(verdict);
  expect(issuer.asked).toHaveLength(1);
  expect(outcomes).toEqual([`op ${reason}`]);
});

it.each<Reason>([
  'provider_unavailable',
  'provider_throttled',
  'token_response_invalid',
  'client_refused',
  'scope_refused',
  'token_request_refused',
  'client_secret_unreadable',
])('makes 503 of %s, never 401 or 502, and asks once', async (reason) => {
  issuer.answer = refusing(reason);
  expect(await refusalOf()).toMatchObject({
    reason: 'introspection_unavailable',
    status: 503,
    error: undefined,
    retryAfter: 5,
    expected: 'an introspection response',
    actual: `${reason}: status`,
    cause: expect.objectContaining({ reason }),
  });
  expect(issuer.asked).toHaveLength(1);
  expect(outcomes).toEqual(['op introspection_unavailable']);
});

it('makes nothing of an error that is no refusal', async () => {
  const error = new TypeError('a fault of ours');
  issuer.answer = () => error as Refusal;
  expect(await refusalOf()).toBe(error);
});

it('leaves the issuer alone for as long as it asks', async () => {
  issuer.answer = refusing('provider_throttled', 17);
  expect(await refusalOf()).toMatchObject({ reason: 'introspection_unavailable', retryAfter: 17 });
  issuer.answer = CLAIMS;
  advance(16_001);
  const actual = 'left alone after provider_throttled: status';
  expect(await refusalOf()).toMatchObject({ reason: 'introspection_unavailable', retryAfter: 1, actual });
  expect(issuer.asked).toHaveLength(1);
  advance(999);
  expect(await ask()).toBe(CLAIMS);
});

it('leaves the issuer alone no longer because the wall clock is put back', async () => {
  issuer.answer = refusing('provider_throttled', 17);
  await refusalOf();
  issuer.answer = CLAIMS;
  advance(17_000);
  clock.setWall(0);
  expect(await ask()).toBe(CLAIMS);
});

describe('an issuer that keeps failing', () => {
  const moves = () => heard.map((event) => event.name === 'breaker_moved' && event.state);

  it('is left alone for 10 s after five faults in a row, and callers hear for how long', async () => {
    issuer.answer = DOWN;
    await askTimes(5);
    expect(heard).toEqual([{ name: 'breaker_moved', provider: 'op', endpoint: 'introspection', state: 'open' }]);
    advance(4_000);
    expect(await refusalOf()).toMatchObject({ reason: 'introspection_unavailable', retryAfter: 6 });
    expect(issuer.asked).toHaveLength(5);
  });

  it('is asked once when the time is over, and left alone again while it fails', async () => {
    issuer.answer = DOWN;
    await askTimes(5);
    advance(10_000);
    await Promise.all([refusalOf(), refusalOf(), refusalOf()]);
    expect(issuer.asked).toHaveLength(6);
    expect(await refusalOf()).toMatchObject({ retryAfter: 10 });
  });

  it.each<[string, typeof CLAIMS | (() => Refusal)]>([
    ['claims', CLAIMS],
    ['that a token is inactive', refusing('token_inactive')],
  ])('serves again once it says %s', async (_, answer) => {
    issuer.answer = DOWN;
    await askTimes(5);
    advance(10_000);
    issuer.answer = answer;
    await askTimes(3);
    expect(issuer.asked).toHaveLength(8);
    expect(moves()).toEqual(['open', 'half_open', 'closed']);
  });

  it.each<[string, typeof CLAIMS | (() => Refusal)]>([
    ['claims', CLAIMS],
    ['that a token is inactive', refusing('token_inactive')],
    ['that a request is wrong', refusing('token_request_refused')],
  ])('is not left alone when it says %s between', async (_, answer) => {
    for (const faults of [4, 4]) {
      issuer.answer = DOWN;
      await askTimes(faults);
      issuer.answer = answer;
      await askTimes(1);
    }
    expect([issuer.asked.length, heard]).toEqual([10, []]);
  });

  it('is not left alone because of tokens that are inactive', async () => {
    issuer.answer = refusing('token_inactive');
    await askTimes(20);
    expect([issuer.asked.length, heard]).toEqual([20, []]);
  });

  it('is left alone too when it refuses our client', async () => {
    issuer.answer = refusing('client_refused');
    await askTimes(6);
    expect([issuer.asked.length, moves()]).toEqual([5, ['open']]);
  });
});

describe('many tokens at once', () => {
  it('are asked about 32 at a time, 32 wait, and the rest hear at once', async () => {
    let answer: (claims: typeof CLAIMS) => void = () => undefined;
    issuer.answer = new Promise((resolve) => {
      answer = resolve;
    });
    const all = Array.from({ length: 70 }, (_, i) => resilient.claimsOf(`token-${i}`));
    const late = await Promise.allSettled(all.slice(64));
    expect(late.map((one) => one.status === 'rejected' && one.reason)).toEqual(
      Array(6).fill(expect.objectContaining({ reason: 'introspection_unavailable', status: 503 })),
    );
    expect(issuer.asked).toHaveLength(32);
    answer(CLAIMS);
    expect(await Promise.all(all.slice(0, 64))).toEqual(Array(64).fill(CLAIMS));
    expect(issuer.asked).toHaveLength(64);
  });

  it('are no longer asked about once the issuer wants to be left alone', async () => {
    let fail: (error: Refusal) => void = () => undefined;
    issuer.answer = new Promise((_, reject) => {
      fail = reject;
    });
    const all = Array.from({ length: 64 }, (_, i) => resilient.claimsOf(`token-${i}`));
    fail(refusing('provider_throttled', 60)());
    const settled = await Promise.allSettled(all);
    expect(settled.map((one) => one.status === 'rejected' && one.reason.retryAfter)).toEqual(Array(64).fill(60));
    expect(issuer.asked).toHaveLength(32);
  });
});
