import type { AuditEvent } from '../http/audit-event.js';

export interface EventFilter {
  /** In any field, in any case. */
  readonly text: string;
  readonly name: string;
  readonly provider: string;
}

export const NO_FILTER: EventFilter = { text: '', name: '', provider: '' };

export function filtered(events: readonly AuditEvent[], { text, name, provider }: EventFilter): readonly AuditEvent[] {
  const wanted = text.trim().toLowerCase();
  return events.filter(
    (event) =>
      (name === '' || event.name === name) &&
      (provider === '' || event.provider === provider) &&
      (wanted === '' || JSON.stringify(event).toLowerCase().includes(wanted)),
  );
}

/** The values of a field, each once, in the order of the alphabet. */
export function valuesOf(events: readonly AuditEvent[], field: 'name' | 'provider'): readonly string[] {
  const values = events.map((event) => event[field]).filter((value) => typeof value === 'string');
  return [...new Set(values)].sort();
}

/** One event a line, the oldest first. */
export function jsonLines(events: readonly AuditEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}
