import type { INestApplication } from '@nestjs/common';

/** Lets the pages of one origin call the routes and read the answers (CORS). Nothing here goes by cookies. */
export function allowPagesOf(origin: string, app: INestApplication): void {
  app.enableCors({
    // In a list: a single text would be told to every origin.
    origin: [origin],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'dpop', 'last-event-id', 'traceparent', 'x-csrf-token'],
    exposedHeaders: ['www-authenticate', 'retry-after', 'dpop-nonce', 'server-timing', 'x-request-id'],
    credentials: false,
    maxAge: 600,
  });
}
