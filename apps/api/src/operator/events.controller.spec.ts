import { setTimeout } from 'node:timers/promises';
import { AuthEvents } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AuditEvent, AuditTrail } from '../audit/audit-trail.js';
import { RunContext } from '../audit/run-context.js';
import { RunRecorder } from '../m2m/run-recorder.js';
import type { EventStream } from './event-stream.js';
import { EventsController } from './events.controller.js';

const context = new RunContext<AuditEvent>();
const controller = new EventsController(new AuditTrail(new AuthEvents(), context), new RunRecorder(context));

it('ends one for each beyond fifty, also when none of their clients reads', async () => {
  const streams: EventStream[] = [];
  const reply = {
    header: () => reply,
    send: (stream: EventStream) => {
      streams.push(stream);
      return reply;
    },
  } as unknown as FastifyReply;
  const request = { method: 'GET' } as FastifyRequest;
  for (let asked = 0; asked < 60; asked++) controller.stream(undefined, undefined, request, reply);
  // Now they do, and see the end that there is.
  for (const stream of streams) stream.resume();
  await setTimeout(10);
  expect(streams.map(({ readableEnded }) => readableEnded)).toEqual([
    ...Array(10).fill(true),
    ...Array(50).fill(false),
  ]);
  for (const stream of streams) stream.destroy();
});
