import type { Socket } from 'node:net';

const LINGER = 1_000;

/**
 * When the answer is written, goes on reading what the client still sends, and forgets it, for a second. Closed at once,
 * the connection would be reset, and the client might lose the answer (RFC 9112 §9.6).
 */
export function closeInStages(socket: Socket): void {
  // Node calls this after the last answer of a connection.
  socket.destroySoon = () => {
    socket.end();
    setTimeout(() => socket.destroy(), LINGER).unref();
  };
}
