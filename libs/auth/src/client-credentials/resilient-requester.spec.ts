import { fakeDateOnly } from '../../test/fake-date.js';
import { ManualClock } from '../../test/manual-clock.js';
import { Refusal } from '../bearer/refusal.js';
import { type AuthEvent, AuthEvents } from '../telemetry/auth-events.js';
import { MemoryHoldOff } from './hold-off.js';
import { RESILIENCE } from './resilience-options.js';
import { ResilientRequester } from './resilient-requester.js';
import type { IssuedToken, TokenRequester } from './token-requester.js';

const TOKEN: IssuedToken = { accessToken: 'a token', lifetime: 3600, expiresAt: 0 };
const WANTED = { key: 'key', parameters: {} };

const down = () => new Refusal('provider_unavailable');
const throttled = (retryAfter?: number) => new Refusal('provider_throttled', { retryAfter });

/** A token endpoint that fails as told, then gives tokens. */
class Endpoint implements TokenRequester {
  asked = 0;
  readonly signals: (AbortSignal | undefined)[] = [];
  always: (() => Refusal) | undefined;

  constructor(private readonly failures: Refusal[] = []) {}

  async request(_: unknown, signal?: AbortSignal): Promise<IssuedToken> {
    this.asked += 1;
    this.signals.push(signal);
    const failure = this.always?.() ?? this.failures.shift();
    if (failure) throw failure;
    return TOKEN;
  }
}

let clock: ManualClock;
let heard: AuthEvent[];
let retried: AuthEvent[];
let attempted: AuthEvent[];
let setDate: (now: number) => void;

beforeEach(() => {
  clock = new ManualClock();
  heard = [];
  retried = [];
  attempted = [];
  // cockatiel's breaker reads Date.
  setDate = fakeDateOnly(clock.now());
});

function advance(milliseconds: number): void {
  clock.advance(milliseconds);
  setDate(clock.now());
}

function around(inner: TokenRequester, options = {}): ResilientRequester {
  const events = new AuthEvents();
  const lists: Partial<Record<AuthEvent['name'], AuthEvent[]>> = { token_retried: retried, token_attempted: attempted };
  events.listen((event) => (lists[event.name] ?? heard).push(event));
  const surroundings = { provider: 'op', holdOff: new MemoryHoldOff(), clock, events, random: () => 0 };
  return new ResilientRequester(inner, surroundings, { ...RESILIENCE, ...options });
}

async function refusalOf(request: Promise<unknown>): Promise<Refusal> {
  const [settled] = await Promise.allSettled([request]);
  if (settled.status === 'fulfilled') throw new Error('It should have been refused');
  return settled.reason;
}

it.each([
  ['is down (F-C10)', down],
  ['throttles without saying for how long', throttled],
  ['sends no token response (F-C13)', () => new Refusal('token_response_invalid')],
])('tries three times when the provider %s', async (_, fault) => {
  const endpoint = new Endpoint([fault(), fault()]);
  expect(await around(endpoint).request(WANTED)).toEqual(TOKEN);
  expect(endpoint.asked).toBe(3);

  const failing = new Endpoint([fault(), fault(), fault()]);
  const { reason } = await refusalOf(around(failing).request(WANTED));
  expect([reason, failing.asked]).toEqual([fault().reason, 3]);
  expect(retried).toEqual(Array(4).fill({ name: 'token_retried', provider: 'op', reason, wait: 0 }));
  const one = (attempt: number, outcome: string) => ({
    name: 'token_attempted',
    provider: 'op',
    attempt,
    outcome,
    seconds: 0,
  });
  const firstTwo = [one(1, reason), one(2, reason)];
  expect(attempted).toEqual([...firstTwo, one(3, 'issued'), ...firstTwo, one(3, reason)]);
});

it('tells how long an attempt took, and how long it waits before the next', async () => {
  const slow: TokenRequester = {
    request: async () => {
      advance(40);
      throw throttled(0.02);
    },
  };
  await refusalOf(around(slow, { attempts: 2 }).request(WANTED));
  expect([...attempted, ...retried]).toMatchObject([
    { attempt: 1, outcome: 'provider_throttled', seconds: 0.04 },
    { attempt: 2, outcome: 'provider_throttled', seconds: 0.04 },
    { reason: 'provider_throttled', wait: 0.02 },
  ]);
});

it.each(['client_refused', 'scope_refused', 'token_request_refused', 'client_secret_unreadable'] as const)(
  'does not repeat a request after %s (F-C11)',
  async (reason) => {
    const endpoint = new Endpoint([new Refusal(reason)]);
    const requester = around(endpoint);
    expect((await refusalOf(requester.request(WANTED))).reason).toBe(reason);
    expect([endpoint.asked, requester.state, retried]).toEqual([1, 'closed', []]);
  },
);

describe('when the provider says how long to wait', () => {
  it('waits within a request when that is short', async () => {
    const endpoint = new Endpoint([throttled(0)]);
    expect(await around(endpoint).request(WANTED)).toEqual(TOKEN);
    expect(endpoint.asked).toBe(2);
  });

  it('fails at once when that is long, and leaves it alone so long (F-C08)', async () => {
    const endpoint = new Endpoint([throttled(30)]);
    const requester = around(endpoint);
    expect(await refusalOf(requester.request(WANTED))).toMatchObject({ reason: 'provider_throttled', retryAfter: 30 });
    expect(endpoint.asked).toBe(1);

    advance(29_001);
    expect(await refusalOf(requester.request(WANTED))).toMatchObject({ reason: 'provider_throttled', retryAfter: 1 });
    expect(endpoint.asked).toBe(1);

    advance(999);
    expect(await requester.request(WANTED)).toEqual(TOKEN);
  });
});

describe('a provider that keeps failing (F-C26)', () => {
  let endpoint: Endpoint;
  let requester: ResilientRequester;
  beforeEach(async () => {
    endpoint = new Endpoint();
    endpoint.always = down;
    requester = around(endpoint);
    await refusalOf(requester.request(WANTED));
    await refusalOf(requester.request(WANTED));
  });

  it('is left alone after five faults in a row, and callers hear for how long', async () => {
    expect([endpoint.asked, requester.state]).toEqual([5, 'open']);
    expect(heard).toEqual([{ name: 'breaker_moved', provider: 'op', endpoint: 'token', state: 'open' }]);
    // Two waits in the first request, one in the second: none after the fault that opened the breaker.
    expect(retried).toHaveLength(3);

    advance(4_000);
    expect(await refusalOf(requester.request(WANTED))).toMatchObject({
      reason: 'provider_unavailable',
      status: 503,
      retryAfter: 6,
    });
    expect(endpoint.asked).toBe(5);
  });

  it('is asked once when the time is over, and left alone again while it fails', async () => {
    advance(10_000);
    expect(await refusalOf(requester.request(WANTED))).toMatchObject({ retryAfter: 10 });
    expect([endpoint.asked, requester.state]).toEqual([6, 'open']);
  });

  it('serves again with the first token that it gives', async () => {
    endpoint.always = undefined;
    advance(10_000);
    expect(await requester.request(WANTED)).toEqual(TOKEN);
    expect([endpoint.asked, requester.state]).toEqual([6, 'closed']);
    expect(heard.map((event) => event.name === 'breaker_moved' && event.state)).toEqual([
      'open',
      'half_open',
      'closed',
    ]);
  });
});

it.each(['client_refused', 'scope_refused', 'token_request_refused'] as const)(
  'does not leave a provider alone whose faults have %s between them: it answers',
  async (reason) => {
    const endpoint = new Endpoint([down(), down(), down(), down(), new Refusal(reason), down()]);
    const requester = around(endpoint, { attempts: 1 });
    for (let i = 0; i < 6; i++) await refusalOf(requester.request(WANTED));
    expect([requester.state, heard]).toEqual(['closed', []]);
    expect(await requester.request(WANTED)).toEqual(TOKEN);
  },
);

it('shares a hold-off with whoever has the same', async () => {
  const endpoint = new Endpoint();
  const events = new AuthEvents();
  const holdOff = new MemoryHoldOff();
  await holdOff.extend(clock.now() + 7_000);
  const requester = new ResilientRequester(endpoint, { provider: 'op', holdOff, clock, events });
  expect(await refusalOf(requester.request(WANTED))).toMatchObject({ reason: 'provider_unavailable', retryAfter: 7 });
  expect(endpoint.asked).toBe(0);
});

describe('an endless answer (F-C05)', () => {
  const endless: TokenRequester & { aborted?: unknown } = {
    request: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          endless.aborted = true;
          reject(signal.reason);
        });
      }),
  };

  it('is given up after the total time, and its request is aborted', async () => {
    const { reason } = await refusalOf(around(endless, { total: 20 }).request(WANTED));
    expect([reason, endless.aborted]).toEqual(['provider_unavailable', true]);
  });

  it('is given up when the caller aborts, with the reason of the caller', async () => {
    const caller = new AbortController();
    const request = around(endless).request(WANTED, caller.signal);
    const reason = new Error('no longer wanted');
    caller.abort(reason);
    await expect(request).rejects.toBe(reason);
  });
});
