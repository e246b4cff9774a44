import { BrokenCircuitError } from 'cockatiel';
import { fakeDateOnly } from '../../test/fake-date.js';
import { ManualClock } from '../../test/manual-clock.js';
import { Refusal } from '../bearer/refusal.js';
import { type AuthEvent, AuthEvents } from '../telemetry/auth-events.js';
import type { Reason } from '../telemetry/reasons.js';
import { Breaker, FAULTS, patienceAskedBy } from './breaker.js';
import { MemoryHoldOff } from './hold-off.js';

let clock: ManualClock;
let heard: AuthEvent[];
let setDate: (now: number) => void;

beforeEach(() => {
  clock = new ManualClock();
  heard = [];
  // cockatiel's breaker reads Date.
  setDate = fakeDateOnly(clock.now());
});

function breakerOf(faults?: ReadonlySet<Reason>): Breaker {
  const events = new AuthEvents();
  events.listen((event) => heard.push(event));
  const surroundings = {
    provider: 'op',
    endpoint: 'token' as const,
    holdOff: new MemoryHoldOff(),
    now: () => clock.monotonic(),
    events,
  };
  return new Breaker(surroundings, { failures: 2, openFor: 10_000 }, faults);
}

const outcomeOf = (breaker: Breaker, error?: Error) =>
  breaker
    .execute(async () => {
      if (error) throw error;
      return 'an answer';
    })
    .catch((thrown: unknown) => thrown);

async function moved(breaker: Breaker, ...errors: (Error | undefined)[]): Promise<string> {
  for (const error of errors) await outcomeOf(breaker, error);
  return breaker.state;
}

const down = () => new Refusal('provider_unavailable');

it.each([...FAULTS])('opens after %s in a row, and asks no more', async (reason) => {
  const breaker = breakerOf();
  const last = new Refusal(reason);
  expect(await moved(breaker, new Refusal(reason), last)).toBe('open');
  expect(heard).toEqual([{ name: 'breaker_moved', provider: 'op', endpoint: 'token', state: 'open' }]);
  expect([breaker.lastFault, await breaker.secondsLeft()]).toEqual([last, 10]);
  expect(await outcomeOf(breaker)).toBeInstanceOf(BrokenCircuitError);
});

it.each<[string, Error | undefined]>([
  ['an answer', undefined],
  ['a refusal', new Refusal('scope_refused')],
])('counts anew after %s, which it passes on as it is', async (_, between) => {
  const breaker = breakerOf();
  await outcomeOf(breaker, down());
  expect(await outcomeOf(breaker, between)).toBe(between ?? 'an answer');
  expect(await moved(breaker, down())).toBe('closed');
  expect(await moved(breaker, down())).toBe('open');
});

it('learns nothing of the provider from an error of ours', async () => {
  const breaker = breakerOf();
  const error = new TypeError('a fault of ours');
  expect(await moved(breaker, error, error, down())).toBe('closed');
  expect(await outcomeOf(breaker, error)).toBe(error);
  expect(await moved(breaker, down())).toBe('open');
});

it('counts as a fault what it is told to', async () => {
  const refused = () => new Refusal('client_refused');
  expect(await moved(breakerOf(), refused(), refused())).toBe('closed');
  expect(await moved(breakerOf(new Set<Reason>(['client_refused'])), refused(), refused())).toBe('open');
});

it('tries once when the time is over, and tells of each move', async () => {
  const breaker = breakerOf();
  await moved(breaker, down(), down());
  clock.advance(10_000);
  setDate(clock.now());
  expect(await breaker.secondsLeft()).toBe(0);
  expect(await outcomeOf(breaker)).toBe('an answer');
  expect(heard.map((event) => event.name === 'breaker_moved' && event.state)).toEqual(['open', 'half_open', 'closed']);
});

it('leaves a provider alone for as long as it asks, in whole seconds, and no longer', async () => {
  const breaker = breakerOf();
  const throttled = new Refusal('provider_throttled', { retryAfter: 17 });
  expect(await outcomeOf(breaker, throttled)).toBe(throttled);
  expect([await breaker.secondsLeft(), breaker.state]).toEqual([17, 'closed']);
  clock.advance(16_001);
  expect(await breaker.secondsLeft()).toBe(1);
  clock.advance(999);
  expect(await breaker.secondsLeft()).toBe(0);
});

it('takes the time of a refusal that names none for no wish of the provider', async () => {
  const breaker = breakerOf();
  expect([down().retryAfter, patienceAskedBy(down())]).toEqual([5, 0]);
  await outcomeOf(breaker, down());
  expect(await breaker.secondsLeft()).toBe(0);
});
