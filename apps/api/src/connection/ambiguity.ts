import type { IncomingMessage } from 'node:http';
import { BadRequestException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Refuses what the parser takes, but two servers in a row might read in two ways. */
export function refuseAmbiguity(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ raw }) => {
    if (!hasOneHost(raw) || isChunkedBeforeChunks(raw)) throw new BadRequestException();
  });
}

/** RFC 9112 §3.2. HTTP/1.0 had no hosts. */
function hasOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}

/** RFC 9112 §6.1: HTTP/1.0 had no chunks either. */
function isChunkedBeforeChunks({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion === '1.0' && headers['transfer-encoding'] !== undefined;
}
