import { tracedSend } from '../telemetry/traced-send.js';
import { OutboundError } from './outbound-error.js';

export interface Bounds {
  fetch?: typeof fetch;
  /** Milliseconds for connect, headers and body together. Default 5,000. */
  timeout?: number;
  /** Bytes of body after decoding. Default 1 MiB. */
  maxBytes?: number;
  /** Ends every call that is under way, and those that begin later. */
  signal?: AbortSignal;
}

export type BoundedFetch = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * Wraps `fetch` for calls to providers: one budget covers headers and body, redirects are refused (a client secret
 * would travel with them), and the body is read to its bound before the response is handed out.
 *
 * @throws {OutboundError} `unreachable`, `timeout`, `redirected` or `too_large`
 */
export function boundedFetch({
  fetch = globalThis.fetch,
  timeout = 5_000,
  maxBytes = 1_048_576,
  signal: end,
}: Bounds = {}): BoundedFetch {
  return async (url, init = {}) => {
    const where = new URL(url).origin;
    const budget = AbortSignal.timeout(timeout);
    // Not the long-lived signal itself: what listens to it goes when the call is over.
    const call = new AbortController();
    const stop = () => call.abort();
    end?.addEventListener('abort', stop, { once: true });
    if (end?.aborted) stop();
    const signal = AbortSignal.any([budget, call.signal, ...(init.signal ? [init.signal] : [])]);
    try {
      const response = await tracedSend(url, { ...init, redirect: 'manual', signal }, fetch);
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        throw new OutboundError('redirected', `${where} answered with a redirect, which is not followed`);
      }
      const body = await readBounded(response, maxBytes, where);
      return new Response(body, { status: response.status, headers: response.headers });
    } catch (error) {
      if (error instanceof OutboundError) throw error;
      if (init.signal?.aborted) throw init.signal.reason;
      if (end?.aborted) throw new OutboundError('unreachable', `${where} is not called any more: the service ends`);
      if (budget.aborted)
        throw new OutboundError('timeout', `${where} did not answer in ${timeout} ms`, { cause: error });
      throw new OutboundError('unreachable', `${where} cannot be reached (${networkCode(error)})`, { cause: error });
    } finally {
      end?.removeEventListener('abort', stop);
    }
  };
}

async function readBounded(response: Response, maxBytes: number, where: string): Promise<Uint8Array | null> {
  if (!response.body) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new OutboundError('too_large', `${where} sent more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The system's code behind fetch's "fetch failed", such as ECONNREFUSED or CERT_HAS_EXPIRED. */
function networkCode(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown } } | null)?.cause;
  return typeof cause?.code === 'string' ? cause.code : 'network error';
}
