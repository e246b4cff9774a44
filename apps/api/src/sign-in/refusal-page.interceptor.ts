import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Refusal } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, of } from 'rxjs';
import { RefusalPages } from './refusal-pages.js';
import { takesHtml } from './sign-in-needed.js';

/** Answers browsers on their way through a sign-in with a page; whoever takes no HTML gets the problem document. */
@Injectable()
export class RefusalPageInterceptor implements NestInterceptor {
  constructor(private readonly pages: RefusalPages) {}

  intercept(context: ExecutionContext, next: CallHandler) {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest<{ Params: { provider: string } }>>();
    if (!takesHtml(request.headers)) return next.handle();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        // The provider is known by then, or else the reason is another.
        const again = error.reason === 'sign_in_failed' ? [this.pages.login(request.params.provider, 'again')] : [];
        return of(this.pages.answer(error, request, reply, [...again, this.pages.back()]));
      }),
    );
  }
}
