import type { IncomingMessage } from 'node:http';
import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasBody } from './unread-body.js';

// RFC 9110 §9.3.1: what comes with these means nothing.
const WITHOUT_BODY = ['GET', 'HEAD'];

/**
 * The JSON value that a request brings; undefined without a body or with an empty one.
 *
 * @throws {HttpException} 400, 413 or 415
 */
export async function readJsonBody(
  { raw, server, routeOptions }: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (!hasBody(raw) || WITHOUT_BODY.includes(String(raw.method))) return undefined;
  // Nothing is inflated, so the limit is the one of what is kept.
  const { 'content-encoding': content = 'identity', 'transfer-encoding': transfer = 'chunked' } = raw.headers;
  if (content !== 'identity' || transfer.toLowerCase() !== 'chunked') throw new UnsupportedMediaTypeException();
  if (!isJsonInUtf8(raw.headers['content-type'])) throw new UnsupportedMediaTypeException();

  if (Number(raw.headers['content-length'] ?? 0) > routeOptions.bodyLimit) throw new PayloadTooLargeException();
  // RFC 9110 §10.1.1: the client asked before it sends.
  if (raw.headers.expect !== undefined) reply.raw.writeContinue();
  const text = decode(await collect(raw, routeOptions.bodyLimit));
  if (text === '') return undefined;
  // It refuses the keys that would reach a prototype.
  const parse = server.getDefaultJsonParser('error', 'error');
  return new Promise((resolve, reject) => {
    void parse(undefined as never, text, (error, value) =>
      error ? reject(new BadRequestException()) : resolve(value),
    );
  });
}

function isJsonInUtf8(contentType = ''): boolean {
  const [type, ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset'));
  return type === 'application/json' && ['charset=utf-8', 'charset="utf-8"', undefined].includes(charset);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadRequestException();
  }
}

function collect(stream: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // A client that went away, or was cut off, in mid-body: nothing broke here.
    if (stream.destroyed) throw new BadRequestException();
    stream.once('error', () => reject(new BadRequestException()));

    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      stream.off('data', take);
      reject(new PayloadTooLargeException());
    };
    stream.on('data', take);
    stream.once('end', () => resolve(Buffer.concat(chunks)));
  });
}
