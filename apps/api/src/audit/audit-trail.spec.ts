import { AuthEvents } from '@portero/auth';
import { type AuditEvent, AuditTrail } from './audit-trail.js';
import { RunContext, type RunPlace } from './run-context.js';

const events = new AuthEvents();
const runs = new RunContext<AuditEvent>();
const trail = new AuditTrail(events, runs);
const retry = (wait: number) => events.emit('token_retried', { provider: 'main', reason: 'provider_throttled', wait });

it('numbers what happens, and gives what came after a number', () => {
  expect([trail.last, trail.after(0)]).toEqual([0, []]);
  const before = Date.now();
  for (const wait of [1, 2, 3]) retry(wait);

  const [first] = trail.after(0);
  expect(first).toEqual({
    id: 1,
    at: expect.any(String),
    name: 'token_retried',
    provider: 'main',
    reason: 'provider_throttled',
    wait: 1,
  });
  const at = new Date(first?.at ?? '');
  expect(at.toISOString()).toBe(first?.at);
  expect(at.getTime()).toBeGreaterThanOrEqual(before);
  expect(trail.after(1).map(({ id, wait }) => [id, wait])).toEqual([
    [2, 2],
    [3, 3],
  ]);
  expect(trail.after(3)).toEqual([]);
});

it('keeps the last 500', () => {
  for (let i = 0; i < 1_000; i++) retry(i);
  const kept = trail.after(0);
  expect([kept.length, kept[0]?.id, kept.at(-1)?.id, trail.last]).toEqual([500, 504, 1_003, 1_003]);
  expect(trail.after(1_001).map(({ id }) => id)).toEqual([1_002, 1_003]);
});

it('says in which run something happened, and gives it to the run', async () => {
  const collected: AuditEvent[] = [];
  const place: RunPlace<AuditEvent> = {
    run: 'one',
    side: 'caller',
    beganAt: performance.now() - 250,
    collect: (event) => collected.push(event),
  };
  const { last } = trail;
  await runs.within('trace', place, async () => {
    await Promise.resolve();
    retry(1);
  });
  retry(2);
  const [inside, outside] = trail.after(last);
  expect(inside).toMatchObject({ run: 'one', side: 'caller', wait: 1 });
  expect(inside?.offset).toBeGreaterThanOrEqual(250);
  expect(outside).not.toHaveProperty('run');
  expect(collected).toEqual([inside]);
});

it('wakes those who watch, until they stop, and is still after the application', () => {
  let woken = 0;
  const stop = trail.watch(() => {
    woken += 1;
  });
  retry(1);
  stop();
  retry(2);
  expect(woken).toBe(1);

  const { last } = trail;
  trail.onApplicationShutdown();
  retry(3);
  expect(trail.last).toBe(last);
});
