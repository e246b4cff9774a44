import type { AuditEvent } from '../http/audit-event.js';
import { eventKey } from '../http/feed.js';

/** How many have come since the stream was held: never more than are kept. */
export function comeSince(held: readonly AuditEvent[], now: readonly AuditEvent[]): number {
  const last = held.at(-1);
  if (!last) return now.length;
  const key = eventKey(last);
  return now.length - 1 - now.findLastIndex((event) => eventKey(event) === key);
}
