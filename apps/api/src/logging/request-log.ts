import { Logger } from '@nestjs/common';
import type { HttpRequest } from '@portero/auth';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TrustsProxy } from '../config/trusted-proxies.js';
import { requestIdOf, traceIdOf } from './request-identity.js';

/** What machines ask for again and again, and the operator's page while it is open. */
const ROUTINE = /^\/(health\/|metrics$|operator\/api\/providers$)/;

export function isRoutine(route = ''): boolean {
  return ROUTINE.test(route);
}

/** Names every request, and writes one line for each when it is over. */
export function logRequests(fastify: FastifyInstance, trustsProxy: TrustsProxy = () => false): void {
  const logger = new Logger('Http');
  fastify.setGenReqId((raw) => requestIdOf(raw as FastifyRequest['raw'], trustsProxy));
  // Fastify measures for those who have such a hook; it is not called when a client has gone before its answer.
  fastify.addHook('onResponse', (_, __, done) => done());
  fastify.addHook('onSend', (request, reply, _, done) => {
    reply.header('x-request-id', request.id);
    if (Logger.isLevelEnabled('log')) {
      // Here its span is active; when the answer is through, it is over.
      const trace = (request as TracedRequest).trace ?? traceIdOf(request.raw);
      const write = () => writeLine(logger, request, reply, trace);
      if (reply.raw.closed) write();
      else reply.raw.once('close', write);
    }
    done();
  });
}

/** The guard has left who called, and what the route asked: nothing on an open route, and where a caller was refused. */
type GuardedRequest = FastifyRequest & Pick<HttpRequest, 'user' | 'asked'> & TracedRequest;

/** A request for which a trace was begun here. */
export interface TracedRequest {
  trace?: string;
}

function writeLine(
  logger: Logger,
  request: GuardedRequest,
  { statusCode, elapsedTime, raw }: FastifyReply,
  trace: string | undefined,
): void {
  // As it was declared: an address as it was sent may have a token in it.
  const route = request.routeOptions.url;
  const { user, asked } = request;
  logger[isRoutine(route) ? 'debug' : 'log']({
    msg: 'request',
    method: request.method,
    route,
    status: statusCode,
    ms: Math.round(elapsedTime * 1e3) / 1e3,
    request: request.id,
    trace,
    peer: request.ip,
    provider: user?.provider,
    clientId: user?.clientId,
    asked,
    held: user && [...user.permissions],
    ...(!raw.writableFinished && { unread: true }),
  });
}
