import type { IncomingMessage } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { PROBLEM_CONTENT_TYPE, type ProblemDocument } from '@portero/auth';

/** What Nest and Fastify answer themselves, by status: fixed words, nothing of the request is repeated. */
const PROBLEMS: Readonly<Record<number, Pick<ProblemDocument, 'reason' | 'title' | 'detail'>>> = {
  400: { reason: 'request_invalid', title: 'Invalid request', detail: 'The request is not as this route wants it.' },
  404: { reason: 'not_found', title: 'Not found', detail: 'There is no such route.' },
  405: { reason: 'method_not_allowed', title: 'Method not allowed', detail: 'The route does not take this method.' },
  413: { reason: 'body_too_large', title: 'Body too large', detail: 'Send a smaller body.' },
  415: { reason: 'media_type_unsupported', title: 'Unsupported media type', detail: 'Send application/json.' },
  500: { reason: 'internal_error', title: 'Internal error', detail: 'Something broke here. The log tells more.' },
};

/** Renders everything that is no refusal as a problem document too (RFC 9457). */
@Catch()
export class HttpProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly host: HttpAdapterHost) {}

  catch(exception: unknown, context: ArgumentsHost): void {
    const thrown = exception instanceof HttpException ? exception.getStatus() : 500;
    const status = Object.hasOwn(PROBLEMS, thrown) ? thrown : thrown < 500 ? 400 : 500;
    const http = context.switchToHttp();
    // A client that went away, or was cut off, in mid-body: nothing broke here.
    const clientGone = exception === http.getRequest<{ raw: IncomingMessage }>().raw.errored;
    if (status === 500 && !clientGone)
      this.logger.error(exception instanceof Error ? exception.stack : 'Unknown error');

    const response = http.getResponse();
    const { httpAdapter } = this.host;
    const known = PROBLEMS[status] as (typeof PROBLEMS)[number];
    const detail = validationMessages(exception) ?? known.detail;
    httpAdapter.setHeader(response, 'Content-Type', PROBLEM_CONTENT_TYPE);
    const problem = {
      type: `urn:portero:problem:${known.reason}`,
      title: known.title,
      status,
      detail,
      reason: known.reason,
    };
    httpAdapter.reply(response, JSON.stringify(problem), status);
  }
}

/** The validation pipe's messages: field names and what they must be. */
function validationMessages(exception: unknown): string | undefined {
  if (!(exception instanceof HttpException) || exception.getStatus() !== 400) return undefined;
  const { message } = exception.getResponse() as { message?: unknown };
  return Array.isArray(message) ? message.join('; ').slice(0, 500) : undefined;
}
