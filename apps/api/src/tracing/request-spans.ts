import { context, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isRoutine } from '../logging/request-log.js';

/** A SERVER span for every request, which goes on with the trace of its caller; all of its work is within it. */
export function traceRequests(fastify: FastifyInstance): void {
  const tracer = trace.getTracer('@portero/api');
  fastify.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url;
    if (isRoutine(route)) return done();

    // No baggage: what strangers send would go on to providers.
    const { traceparent, tracestate } = request.headers;
    const caller = propagation.extract(ROOT_CONTEXT, { traceparent, tracestate });
    const name = route ? `${request.method} ${route}` : request.method;
    const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes: attributesOf(request) }, caller);
    reply.raw.once('close', () => end(span, reply));
    context.with(trace.setSpan(caller, span), done);
  });
}

function attributesOf({ method, protocol, url, routeOptions }: FastifyRequest) {
  return {
    'http.request.method': method,
    'url.scheme': protocol,
    // Of an address that leads nowhere anything may be a secret.
    ...(routeOptions.url && { 'http.route': routeOptions.url, 'url.path': url.split('?', 1)[0] }),
  };
}

function end(span: Span, { statusCode, raw }: FastifyReply): void {
  // A client that has gone was answered with nothing.
  if (raw.headersSent) span.setAttribute('http.response.status_code', statusCode);
  if (statusCode >= 500) {
    span.setAttribute('error.type', String(statusCode));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
