import type { IncomingHttpHeaders } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { type ChallengeOptions, challenge } from '../bearer/challenge.js';
import { PROBLEM_CONTENT_TYPE, problemDocument } from '../bearer/problem.js';
import { Refusal } from '../bearer/refusal.js';

/** Renders every refusal, on Fastify and on Express. */
@Catch(Refusal)
export class RefusalFilter implements ExceptionFilter<Refusal> {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly options: ChallengeOptions,
    private readonly problemTypes?: string,
  ) {}

  catch(refusal: Refusal, context: ArgumentsHost): void {
    const http = context.switchToHttp();
    const response = http.getResponse();
    const { authorization } = http.getRequest<{ headers: IncomingHttpHeaders }>().headers;
    const scheme = /^dpop\b/i.test(authorization ?? '') ? 'DPoP' : 'Bearer';
    const { httpAdapter } = this.host;
    const headers = {
      'Content-Type': PROBLEM_CONTENT_TYPE,
      'Cache-Control': 'no-store',
      'WWW-Authenticate': challenge(refusal, this.options, scheme),
      'DPoP-Nonce': refusal.nonce,
      'Retry-After': refusal.retryAfter?.toString(),
    };
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) httpAdapter.setHeader(response, name, value);
    }
    httpAdapter.reply(response, JSON.stringify(problemDocument(refusal, this.problemTypes)), refusal.status);
  }
}
