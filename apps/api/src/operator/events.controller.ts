import { Controller, Get, Headers, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditTrail } from '../audit/audit-trail.js';
import { RunRecorder } from '../m2m/run-recorder.js';
import { OperatorGuard, operatorOf } from '../sign-in/operator.guard.js';
import { EventStream } from './event-stream.js';
import { OpenStreams } from './open-streams.js';

/** What happens, as it happens. */
@Controller('operator/api/events')
@Public()
@UseGuards(OperatorGuard)
@ApiExcludeController()
export class EventsController {
  constructor(
    private readonly trail: AuditTrail,
    private readonly runs: RunRecorder,
    private readonly streams: OpenStreams,
  ) {}

  @Get()
  stream(
    @Headers('last-event-id') resumed: string | undefined,
    @Query('lastEventId') asked: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const stream = new EventStream(this.trail, this.runs, this.numberIn(resumed ?? asked));
    // The stream of a HEAD would go on for nobody.
    if (request.method === 'HEAD') stream.end();
    else this.streams.hold(stream, operatorOf(request));
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
}
