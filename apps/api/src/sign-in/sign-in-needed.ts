import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A browser wants a page that is for operators: it is sent to sign in, and comes back. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';

  constructor(readonly url: string) {
    super('Sign-in needed');
  }
}

@Catch(SignInNeeded)
export class SignInNeededFilter implements ExceptionFilter<SignInNeeded> {
  catch({ url }: SignInNeeded, context: ArgumentsHost): void {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.code(303).header('location', url).header('cache-control', 'no-store').send();
  }
}

/** Whether a browser goes to a page, and does not load something for one (Fetch Metadata, else what it says it takes). */
export function isNavigation({ method, headers }: FastifyRequest): boolean {
  if (method !== 'GET') return false;
  const mode = headers['sec-fetch-mode'];
  return mode === undefined ? takesHtml(headers) : mode === 'navigate';
}

export function takesHtml({ accept }: FastifyRequest['headers']): boolean {
  return accept?.includes('text/html') ?? false;
}
