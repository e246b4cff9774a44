import { setTimeout } from 'node:timers/promises';
import { AuthEvents } from '@portero/auth';
import { type AuditEvent, AuditTrail } from '../audit/audit-trail.js';
import { RunContext } from '../audit/run-context.js';
import { RunRecorder } from '../m2m/run-recorder.js';
import type { Session } from '../sign-in/sessions.js';
import { EventStream } from './event-stream.js';
import { OpenStreams } from './open-streams.js';

const events = new AuthEvents();
const context = new RunContext<AuditEvent>();
const trail = new AuditTrail(events, context);
const recorder = new RunRecorder(context);

function held(count: number, of: OpenStreams, session?: Session): EventStream[] {
  return Array.from({ length: count }, () => {
    const stream = new EventStream(trail, recorder, 0);
    of.hold(stream, session);
    return stream;
  });
}

/** Which have come to their end, now that their clients read. */
async function ended(streams: readonly EventStream[]): Promise<boolean[]> {
  for (const stream of streams) stream.resume();
  await setTimeout(10);
  const ends = streams.map(({ readableEnded }) => readableEnded);
  for (const stream of streams) stream.destroy();
  return ends;
}

const sessionOf = (subject: string, lasts = 60_000): Session => ({
  operator: { provider: 'main', subject },
  csrf: '',
  expiresAt: new Date(Date.now() + lasts),
});

it('ends one for each beyond fifty, also when none of their clients reads', async () => {
  const streams = held(60, new OpenStreams(events));
  expect(await ended(streams)).toEqual([...Array(10).fill(true), ...Array(50).fill(false)]);
});

it('ends those of an operator who signs out, and of nobody else', async () => {
  const open = new OpenStreams(events);
  const streams = ['ada', 'alan', 'ada'].flatMap((subject) => held(1, open, sessionOf(subject)));
  streams.push(...held(1, open));
  events.emit('operator_signed_out', { provider: 'main', subject: 'ada' });
  expect(await ended(streams)).toEqual([true, false, true, false]);
});

it('ends one when its session does', async () => {
  const open = new OpenStreams(events);
  const streams = [...held(1, open, sessionOf('ada', 5)), ...held(1, open, sessionOf('ada'))];
  await setTimeout(20);
  expect(await ended(streams)).toEqual([true, false]);
});

it('ends all when the service does, and those that come then', async () => {
  const open = new OpenStreams(events);
  const before = held(2, open);
  open.onModuleDestroy();
  expect(await ended([...before, ...held(1, open)])).toEqual([true, true, true]);
});
