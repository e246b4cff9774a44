import type { IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { closeInStages } from '../connection/close-in-stages.js';

/** RFC 9112 §6.3: which requests have a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Leaves bodies to those who want them, and the connection of a client that is answered while it still sends is closed. */
export function leaveBodiesUnread(fastify: FastifyInstance): void {
  for (const method of fastify.supportedMethods) {
    fastify.addHttpMethod(method, { hasBody: false, overrideExisting: true });
  }
  // Without this Node asks for the body at once (RFC 9110 §10.1.1).
  fastify.server.on('checkContinue', (request: IncomingMessage, response) => {
    fastify.server.emit('request', request, response);
  });
  fastify.addHook('onRequest', async ({ raw }, reply) => {
    // RFC 9112 §9.6: nothing is done any more for who was told that the connection ends.
    if (!raw.socket.writableEnded) return;
    reply.hijack();
    raw.socket.destroy();
  });
  fastify.addHook('onSend', async ({ raw }, reply) => {
    if (raw.complete || !hasBody(raw)) return;
    // A refusal may be faster than the parser is with what has come already.
    await setImmediate();
    if (raw.complete) return;
    reply.header('connection', 'close');
    closeInStages(raw.socket);
    raw.resume();
  });
}
