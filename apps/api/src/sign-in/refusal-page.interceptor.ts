import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Refusal } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, of } from 'rxjs';
import { CookieJar } from './cookies.js';
import { PAGE_POLICY, refusalPage } from './refusal-page.js';
import { languageOf } from './refusal-words.js';
import { OPERATOR_PAGE } from './return-to.js';
import { takesHtml } from './sign-in-needed.js';

/** Answers browsers on their way through a sign-in with a page; whoever takes no HTML gets the problem document. */
@Injectable()
export class RefusalPageInterceptor implements NestInterceptor {
  constructor(private readonly jar: CookieJar) {}

  intercept(context: ExecutionContext, next: CallHandler) {
    const http = context.switchToHttp();
    const { headers } = http.getRequest<FastifyRequest>();
    if (!takesHtml(headers)) return next.handle();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        const language = languageOf(headers['accept-language']);
        void reply.code(error.status).headers({
          'content-type': 'text/html; charset=utf-8',
          'content-language': language,
          'content-security-policy': PAGE_POLICY,
          ...(error.retryAfter && { 'retry-after': error.retryAfter }),
        });
        return of(refusalPage(error.reason, language, this.jar.base + OPERATOR_PAGE));
      }),
    );
  }
}
