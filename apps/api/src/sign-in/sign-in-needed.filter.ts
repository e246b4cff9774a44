import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { Refusal } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusalPages } from './refusal-pages.js';
import { SignInNeeded } from './sign-in-needed.js';

/** Sends a browser to sign in, where there is one way to do that; else it gets a page with the ways, or with what to do. */
@Catch(SignInNeeded)
export class SignInNeededFilter implements ExceptionFilter<SignInNeeded> {
  constructor(private readonly pages: RefusalPages) {}

  catch({ providers }: SignInNeeded, context: ArgumentsHost): void {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const ways = providers.map((provider) => this.pages.login(provider, 'signIn'));
    const [only, ...others] = ways;
    if (only && others.length === 0) {
      void reply.code(303).header('location', only.to).header('cache-control', 'no-store').send();
      return;
    }
    const refusal = new Refusal(only ? 'sign_in_required' : 'sign_in_not_configured');
    void reply.send(this.pages.answer(refusal, http.getRequest<FastifyRequest>(), reply, ways));
  }
}
