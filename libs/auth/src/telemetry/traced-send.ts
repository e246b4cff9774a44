import { context, propagation } from '@opentelemetry/api';
import { spanOfCall } from './tracing.js';

/** Sends a request with its place in the trace (W3C Trace Context), and tells the span of the call where it went. */
export async function tracedSend<I extends RequestInit>(
  url: string,
  init: I,
  send: (url: string, init: I) => Promise<Response>,
): Promise<Response> {
  const span = spanOfCall();
  if (span) {
    // A query, or credentials, may be secret.
    const { origin, pathname, protocol, hostname, port } = new URL(url);
    span.setAttributes({
      'http.request.method': init.method?.toUpperCase() ?? 'GET',
      'url.full': origin + pathname,
      'server.address': hostname,
      'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    });
  }
  const response = await send(url, withTraceContext(init));
  span?.setAttribute('http.response.status_code', response.status);
  return response;
}

function withTraceContext<I extends RequestInit>(init: I): I {
  const fields: Record<string, string> = {};
  propagation.inject(context.active(), fields);
  const names = Object.keys(fields);
  if (names.length === 0) return init;
  const headers = new Headers(init.headers);
  for (const name of names) headers.set(name, fields[name] ?? '');
  return { ...init, headers };
}
