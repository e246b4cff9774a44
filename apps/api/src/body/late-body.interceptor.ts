import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readJsonBody } from './read-json-body.js';

/** Reads a body when every guard has let its request in, and not before: a stranger's body is never waited for. */
@Injectable()
export class LateBodyInterceptor implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler) {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    request.body = await readJsonBody(request, http.getResponse<FastifyReply>());
    return next.handle();
  }
}
