import type { FastifyRequest } from 'fastify';

/** Method and path as they were declared, for audits: `POST /m2m/run`. */
export function routeOf({ method, routeOptions }: FastifyRequest): string {
  return `${method} ${routeOptions.url}`;
}
