import type { AuditEvent } from '../http/audit-event.js';
import { jsonLines } from './event-filter.js';

/** Hands events to the browser as a file of JSON Lines. */
export function downloadLines(events: readonly AuditEvent[]): void {
  const url = URL.createObjectURL(new Blob([jsonLines(events)], { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `portero-events-${new Date().toISOString().replaceAll(':', '-')}.jsonl`;
  link.click();
  // The browser has read it when the next task begins.
  setTimeout(() => URL.revokeObjectURL(url));
}
