import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { trace } from '@opentelemetry/api';
import type { TrustsProxy } from '../config/trusted-proxies.js';

const REQUEST_ID = /^[\w-]{1,64}$/;
// W3C Trace Context §3.2.2: later versions may add fields, and a version ff, a trace or a parent of zeros is none.
const TRACEPARENT = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(-.*)?$/;

/** A name for the request: the one of a proxy that is trusted, else a new one. */
export function requestIdOf({ headers, socket }: IncomingMessage, trustsProxy: TrustsProxy): string {
  // Read each time: Node remembers it then, for the log of a connection that has gone.
  const { remoteAddress = '' } = socket;
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) && trustsProxy(remoteAddress) ? given : randomUUID();
}

/** The trace that the request is a part of: that of the span that is active, else the one its `traceparent` names. */
export function traceIdOf({ headers }: IncomingMessage): string | undefined {
  const span = trace.getActiveSpan();
  if (span) return span.spanContext().traceId;
  const { traceparent } = headers;
  if (typeof traceparent !== 'string') return undefined;
  const [, version, traceId, more] = TRACEPARENT.exec(traceparent) ?? [];
  return version === '00' && more !== undefined ? undefined : traceId;
}
