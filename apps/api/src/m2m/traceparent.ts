import { randomBytes } from 'node:crypto';

/** W3C Trace Context §3.2, of a call that nobody samples. A tracer, where there is one, puts its own in place of it. */
export function traceparent(trace: string): string {
  return `00-${trace}-${randomBytes(8).toString('hex')}-00`;
}
