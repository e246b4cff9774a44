import { Injectable } from '@nestjs/common';
import type { Refusal } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CookieJar } from './cookies.js';
import { PAGE_POLICY, refusalPage } from './refusal-page.js';
import { languageOf, type Way } from './refusal-words.js';
import { OPERATOR_PAGE } from './return-to.js';

/** The pages that browsers get in place of problem documents. */
@Injectable()
export class RefusalPages {
  constructor(private readonly jar: CookieJar) {}

  /** Sets status and headers. @returns the page, in the language of the browser */
  answer({ reason, status, retryAfter }: Refusal, request: FastifyRequest, reply: FastifyReply, ways: readonly Way[]) {
    const language = languageOf(request.headers['accept-language']);
    void reply.code(status).headers({
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': PAGE_POLICY,
      'cache-control': 'no-store',
      ...(retryAfter && { 'retry-after': retryAfter }),
    });
    return refusalPage(reason, language, `${this.jar.base}/problems/${reason}`, ways);
  }

  back(): Way {
    return { word: 'back', to: this.jar.base + OPERATOR_PAGE };
  }

  /** @param word whether it is the first try */
  login(provider: string, word: 'signIn' | 'again'): Way {
    return { word, provider, to: `${this.jar.base}/auth/${provider}/login?returnTo=${OPERATOR_PAGE}` };
  }
}
