import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { PROBLEM_CONTENT_TYPE } from '@portero/auth';
import { Configuration } from '../config/configuration.js';
import { problemOf } from './problems.js';

/** Renders everything that is no refusal as a problem document too (RFC 9457). */
@Catch()
export class HttpProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly configuration: Configuration,
  ) {}

  catch(exception: unknown, context: ArgumentsHost): void {
    const status = exception instanceof HttpException ? exception.getStatus() : 500;
    const problem = problemOf(status, this.configuration.problemTypes);
    if (problem.status === 500) this.logger.error(exception instanceof Error ? exception : 'Unknown error');

    const response = context.switchToHttp().getResponse();
    const { httpAdapter } = this.host;
    const detail = validationMessages(exception) ?? problem.detail;
    httpAdapter.setHeader(response, 'Content-Type', PROBLEM_CONTENT_TYPE);
    httpAdapter.reply(response, JSON.stringify({ ...problem, detail }), problem.status);
  }
}

/** The validation pipe's messages: field names and what they must be. */
function validationMessages(exception: unknown): string | undefined {
  if (!(exception instanceof HttpException) || exception.getStatus() !== 400) return undefined;
  const { message } = exception.getResponse() as { message?: unknown };
  return Array.isArray(message) ? message.join('; ').slice(0, 500) : undefined;
}
