import type { FastifyAdapter } from '@nestjs/platform-fastify';

/** Takes JSON bodies, and an empty one for none, which Fastify alone refuses; prototype keys are an error. */
export function acceptJson(adapter: FastifyAdapter): void {
  const fastify = adapter.getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body, done);
  });
}
