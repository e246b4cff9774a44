import { setTimeout } from 'node:timers/promises';
import { AuthEvents } from '@portero/auth';
import { type AuditEvent, AuditTrail } from '../audit/audit-trail.js';
import { RunContext } from '../audit/run-context.js';
import type { RunSummary } from '../m2m/run.js';
import { EventStream } from './event-stream.js';

const events = new AuthEvents();
const trail = new AuditTrail(events, new RunContext<AuditEvent>());
const happen = (times: number) => {
  for (let i = 0; i < times; i++) events.emit('token_cache', { provider: 'main', outcome: 'hit' });
};

let tellRun: (run: Partial<RunSummary>) => void;
let watched = 0;
const recorder = {
  watch: (watcher: (run: RunSummary) => void) => {
    watched += 1;
    tellRun = (run) => watcher(run as RunSummary);
    return () => {
      watched -= 1;
    };
  },
};

const open: EventStream[] = [];
function stream(last = 0): EventStream {
  const one = new EventStream(trail, recorder, last);
  open.push(one);
  return one;
}
afterEach(() => {
  for (const one of open.splice(0)) one.destroy();
});

/** The messages that come until there are so many; comments are none. */
async function messages(from: EventStream, count: number): Promise<string[]> {
  let text = '';
  for await (const chunk of from.iterator({ destroyOnReturn: false })) {
    text += chunk;
    const found = text.split('\n\n').filter((message) => message.startsWith('event'));
    if (found.length >= count) return found;
  }
  return [];
}

it('begins with what happened before, and goes on', async () => {
  happen(2);
  const one = stream();
  const first = await messages(one, 2);
  expect(first[0]).toMatch(
    /^event: audit\nid: 1\ndata: \{"name":"token_cache","provider":"main","outcome":"hit","id":1,/,
  );
  happen(1);
  expect(await messages(one, 1)).toEqual([expect.stringMatching(/^event: audit\nid: 3\n/)]);
});

it('goes on from the number that its client has', async () => {
  const one = stream(trail.last);
  happen(1);
  expect(await messages(one, 1)).toEqual([expect.stringMatching(`^event: audit\nid: ${trail.last}\n`)]);
});

it('tells the last state of a run', async () => {
  const one = stream(trail.last);
  tellRun({ id: 'a', state: 'running' });
  tellRun({ id: 'a', state: 'succeeded' });
  expect(await messages(one, 1)).toEqual(['event: run\ndata: {"id":"a","state":"succeeded"}']);
});

it('says how many were left out', async () => {
  const one = stream(trail.last);
  happen(1_200);
  const [gap, ...rest] = await messages(one, 501);
  expect([gap, rest.length]).toEqual(['event: gap\ndata: {"missed":700}', 500]);
});

it('keeps nothing for a client that does not read, and gives it what is still there', async () => {
  const one = stream(trail.last);
  for (let i = 0; i < 20; i++) {
    happen(500);
    await setTimeout(60);
  }
  expect(one.readableLength).toBeLessThan(300_000);
  const [, ...found] = await messages(one, 1_500);
  expect(found.some((message) => message.startsWith('event: gap'))).toBe(true);
  expect(found.at(-1)).toMatch(`id: ${trail.last}\n`);
});

it('keeps no more runs than the service for a client that does not read', async () => {
  const one = stream(trail.last);
  for (let i = 0; i < 2; i++) {
    happen(500);
    await setTimeout(60);
  }
  expect(one.readableLength).toBeGreaterThan(65_536);
  for (let i = 0; i < 1_000; i++) tellRun({ id: `run-${i}`, state: 'running' });
  const found = await messages(one, 1_100);
  const runs = found.filter((message) => message.startsWith('event: run'));
  expect([found.length, runs.length, runs.at(-1)?.includes('run-999')]).toEqual([1_100, 100, true]);
});

it('cuts off a client that has not read to the end', async () => {
  const stuck = stream();
  stuck.end(20);
  await setTimeout(60);
  expect(stuck.destroyed).toBe(true);
});

it('ends when it is told to, and watches no more', async () => {
  const one = stream();
  one.end();
  happen(1);
  await setTimeout(60);
  for await (const _ of one);
  one.destroy();
  expect([one.readableEnded, one.destroyed]).toEqual([true, true]);
  happen(1);
});

it('leaves nobody behind', () => {
  expect(watched).toBe(0);
});
