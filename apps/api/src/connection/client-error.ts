import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_CONTENT_TYPE } from '@portero/auth';
import { problemOf } from '../problem/problems.js';
import { closeInStages } from './close-in-stages.js';

const STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** Answers what is no request, or took too long to become one, and closes: nobody knows where a next one would begin. */
export function answerClientError(
  { code = '' }: { readonly code?: string },
  socket: Socket,
  problemTypes: string,
): void {
  // As Node does itself: nothing can be said in the middle of an answer.
  const { _httpMessage: answering } = socket as Socket & { _httpMessage?: ServerResponse | null };
  if (!socket.writable || code === 'ECONNRESET' || answering?.headersSent) {
    // While it lingers, what still comes is no request either.
    if (!socket.writableEnded) socket.destroy();
    return;
  }
  const problem = problemOf(STATUS[code] ?? 400, problemTypes);
  const body = JSON.stringify(problem);
  closeInStages(socket);
  socket.write(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      `Content-Type: ${PROBLEM_CONTENT_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  socket.destroySoon();
}
