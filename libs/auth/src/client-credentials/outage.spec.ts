import { fakeDateOnly } from '../../test/fake-date.js';
import { ManualClock } from '../../test/manual-clock.js';
import { tokenEndpointOf } from '../../test/token-endpoint-of.js';
import { Refusal } from '../bearer/refusal.js';
import { AuthEvents } from '../telemetry/auth-events.js';
import { CachedTokenSource } from './cached-token-source.js';
import { MemoryHoldOff } from './hold-off.js';
import { ResilientRequester } from './resilient-requester.js';
import type { TokenRequester } from './token-requester.js';

const HOUR = 3_600;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A source as a provider has it, before a token endpoint that can be switched off. */
function outage() {
  const clock = new ManualClock();
  const setDate = fakeDateOnly(clock.now());
  const advance = (seconds: number) => {
    clock.advance(seconds * 1_000);
    setDate(clock.now());
  };

  const provider = { down: false, asked: 0 };
  const wire: TokenRequester = {
    request: async () => {
      provider.asked += 1;
      if (provider.down) throw new Refusal('provider_unavailable');
      return { accessToken: `token ${provider.asked}`, lifetime: HOUR, expiresAt: clock.now() + HOUR * 1_000 };
    },
  };
  const events = new AuthEvents();
  const surroundings = { provider: 'op', holdOff: new MemoryHoldOff(), clock, events, random: () => 0 };
  const resilient = new ResilientRequester(wire, surroundings);
  const source = new CachedTokenSource(tokenEndpointOf(), resilient, clock, events, () => 0);
  return { provider, source, resilient, advance };
}

it('answers every call from a token in hand to its end, then fails fast, then serves again by itself', async () => {
  const { provider, source, resilient, advance } = outage();
  await source.get();
  provider.down = true;

  for (let second = 1; second < HOUR; second++) {
    advance(1);
    expect(await source.get()).toMatchObject({ accessToken: 'token 1', expiresIn: HOUR - second });
    await settle();
  }
  const duringItsLife = provider.asked;
  expect(duringItsLife).toBeLessThan(20);

  advance(1);
  await expect(source.get()).rejects.toMatchObject({ status: 503, retryAfter: expect.any(Number) });
  expect(resilient.state).toBe('open');
  const whenItEnded = provider.asked;
  for (let caller = 0; caller < 100; caller++) {
    await expect(source.get()).rejects.toMatchObject({ status: 503, reason: 'provider_unavailable' });
  }
  expect(provider.asked).toBe(whenItEnded);

  provider.down = false;
  advance(10);
  expect(await source.get()).toMatchObject({ outcome: 'miss', expiresIn: HOUR });
  expect([provider.asked, resilient.state]).toEqual([whenItEnded + 1, 'closed']);
});

it('starts without its provider, and gets a token once it is there (F-C01)', async () => {
  const { provider, source, advance } = outage();
  provider.down = true;
  await expect(source.get()).rejects.toMatchObject({ reason: 'provider_unavailable' });
  provider.down = false;
  advance(10);
  expect(await source.get()).toMatchObject({ outcome: 'miss' });
});
