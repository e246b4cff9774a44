import type { Dispatcher } from 'undici';
import { OutboundError } from '../outbound/outbound-error.js';

/** A server closes connections that are idle, and may do so at the moment that one is used again. */
const RESET: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * Asks, and once more on a connection of its own when the first one was reset: the question changes nothing at the
 * server, so it may be put twice.
 *
 * @throws {OutboundError} what became of the last attempt
 */
export async function onceMoreAfterReset<T>(ask: (connection?: Dispatcher) => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isReset(error)) throw error;
  }
  const { Agent } = await import('undici');
  const connection = new Agent();
  try {
    return await ask(connection);
  } finally {
    await connection.destroy();
  }
}

function isReset(error: unknown): boolean {
  if (!(error instanceof OutboundError) || error.fault !== 'unreachable') return false;
  const { cause } = error as { cause?: { cause?: { code?: unknown } } };
  return RESET.has(cause?.cause?.code);
}
