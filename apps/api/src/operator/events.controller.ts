import { Controller, Get, Headers, type OnModuleDestroy, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditTrail } from '../audit/audit-trail.js';
import { RunRecorder } from '../m2m/run-recorder.js';
import { OperatorGuard, operatorOf } from '../sign-in/operator.guard.js';
import { EventStream } from './event-stream.js';

/** Each holds a connection. The longest open one makes room, and its client comes back when it wants. */
const MOST_STREAMS = 50;

/** What happens, as it happens. */
@Controller('operator/api/events')
@Public()
@UseGuards(OperatorGuard)
@ApiExcludeController()
export class EventsController implements OnModuleDestroy {
  private readonly streams = new Set<EventStream>();
  private draining = false;

  constructor(
    private readonly trail: AuditTrail,
    private readonly runs: RunRecorder,
  ) {}

  /** Nest calls this before any other step of a shutdown. */
  onModuleDestroy(): void {
    this.draining = true;
    for (const stream of this.streams) stream.end();
  }

  @Get()
  stream(
    @Headers('last-event-id') resumed: string | undefined,
    @Query('lastEventId') asked: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const stream = new EventStream(this.trail, this.runs, this.numberIn(resumed ?? asked));
    // The stream of a HEAD would go on for nobody.
    if (this.draining || request.method === 'HEAD') stream.end();
    else this.hold(stream, operatorOf(request)?.expiresAt);
    void reply
      .header('Content-Type', 'text/event-stream; charset=utf-8')
      .header('Cache-Control', 'no-store')
      // nginx would wait for more.
      .header('X-Accel-Buffering', 'no')
      .send(stream);
  }

  /** Of an older process it may be any number: what is beyond ours begins anew. */
  private numberIn(text = ''): number {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    return number <= this.trail.last ? number : 0;
  }

  /** @param until when its client's session ends */
  private hold(stream: EventStream, until: Date | undefined): void {
    this.streams.add(stream);
    const [longest] = this.streams;
    if (longest && this.streams.size > MOST_STREAMS) {
      this.streams.delete(longest);
      longest.end();
    }
    const over = until && setTimeout(() => stream.end(), until.getTime() - Date.now()).unref();
    stream.once('close', () => {
      clearTimeout(over);
      this.streams.delete(stream);
    });
  }
}
