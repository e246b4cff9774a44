import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthEvents, type Reason, Refusal } from '@portero/auth';
import type { FastifyRequest } from 'fastify';
import { routeOf } from './route-of.js';

/** Refusals of callers who may not have tokens asked for: each is told, for audits. */
@Injectable()
export class AccessRefusals {
  constructor(private readonly events: AuthEvents) {}

  /** To be thrown. */
  refusal(context: ExecutionContext, reason: Reason): Refusal {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    this.events.emit('access_refused', { route: routeOf(request), reason, peer: request.ip, request: request.id });
    return new Refusal(reason);
  }
}
