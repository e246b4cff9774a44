import type { IncomingMessage } from 'node:http';

const LIMIT_BYTES = 64 * 1024;

/** The whole body, or `undefined` when it is over 64 KiB. It is read to its end, else the sender may never see the answer. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMIT_BYTES) chunks.push(chunk);
  }
  return size <= LIMIT_BYTES ? Buffer.concat(chunks) : undefined;
}
