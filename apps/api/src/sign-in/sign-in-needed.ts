import type { FastifyRequest } from 'fastify';

/** A browser wants a page that is for operators: it is sent to sign in, and comes back. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';

  /** @param providers that people can sign in with */
  constructor(readonly providers: readonly string[]) {
    super('Sign-in needed');
  }
}

/** Whether a browser goes to a page, and does not load something for one (Fetch Metadata, else what it says it takes). */
export function isNavigation({ method, headers }: FastifyRequest): boolean {
  if (method !== 'GET') return false;
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': destination = 'document' } = headers;
  return mode === undefined ? takesHtml(headers) : mode === 'navigate' && destination === 'document';
}

export function takesHtml({ accept }: FastifyRequest['headers']): boolean {
  return accept?.includes('text/html') ?? false;
}
