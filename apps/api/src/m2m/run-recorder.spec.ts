import { AuthEvents, Refusal } from '@portero/auth';
import { type AuditEvent, AuditTrail } from '../audit/audit-trail.js';
import { RunContext } from '../audit/run-context.js';
import type { RunSummary } from './run.js';
import { RunRecorder } from './run-recorder.js';

const TRACE = 'a'.repeat(32);

let events: AuthEvents;
let recorder: RunRecorder;
let told: RunSummary[];
beforeEach(() => {
  events = new AuthEvents();
  const context = new RunContext<AuditEvent>();
  new AuditTrail(events, context);
  recorder = new RunRecorder(context);
  told = [];
  recorder.watch((run) => told.push(run));
});

const beginning = (id: string) => ({
  id,
  trace: TRACE,
  request: { scope: 'read:students' },
  provider: 'main',
  resourceServer: 'http://127.0.0.1/students',
});
const hit = () => events.emit('token_cache', { provider: 'main', outcome: 'hit' });

it('keeps what a run brought, and what happened in it', async () => {
  const work = async () => {
    hit();
    return '[]';
  };
  expect(await recorder.record(beginning('one'), work)).toBe('[]');
  const { events: happened, answer, ...summary } = recorder.find('one') ?? {};
  expect(summary).toEqual({
    ...beginning('one'),
    startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    state: 'succeeded',
    seconds: expect.any(Number),
    status: 200,
  });
  expect([happened, answer]).toEqual([[expect.objectContaining({ name: 'token_cache', run: 'one' })], '[]']);
  expect(told.map(({ id, state }) => [id, state])).toEqual([
    ['one', 'running'],
    ['one', 'succeeded'],
  ]);
  expect(Object.keys(told[1] ?? {})).not.toContain('events');
});

it.each([
  [new Refusal('provider_throttled'), 503, 'provider_throttled'],
  [new Refusal('resource_server_refused'), 502, 'resource_server_refused'],
  [new TypeError('broken'), 500, 'internal_error'],
])('keeps how a run failed: %s', async (failure, status, reason) => {
  await expect(recorder.record(beginning('one'), () => Promise.reject(failure))).rejects.toBe(failure);
  expect(recorder.find('one')).toMatchObject({ state: 'failed', status, reason });
});

it('keeps the last hundred, the latest first, and no more of one than can be looked at', async () => {
  for (let i = 1; i <= 105; i++) await recorder.record(beginning(`run ${i}`), async () => '[]');
  const ids = recorder.summaries().map(({ id }) => id);
  expect([ids.length, ids[0], ids.at(-1), recorder.find('run 5')]).toEqual([100, 'run 105', 'run 6', undefined]);

  await recorder.record(beginning('long'), async () => {
    for (let i = 0; i < 300; i++) hit();
    return `"${'x'.repeat(20_000)}"`;
  });
  const { events: happened, answer = '' } = recorder.find('long') ?? {};
  expect([happened?.length, answer.length, answer.at(-1)]).toEqual([200, 16_385, '…']);
});

it('tells nobody who has stopped watching', async () => {
  const more: RunSummary[] = [];
  recorder.watch((run) => more.push(run))();
  await recorder.record(beginning('one'), async () => '[]');
  expect([told.length, more.length]).toEqual([2, 0]);
});
