import type { AuditEvent } from '../http/audit-event.js';
import type { Detail } from './step.js';

/** Those of the fields that the event has, as details of a step. */
export function detailsOf(
  event: AuditEvent,
  fields: Readonly<Partial<Record<string, Detail['term']>>>,
): readonly Detail[] {
  return Object.entries(fields).flatMap(([field, term]): Detail[] => {
    const value = event[field];
    if (term === undefined || value === undefined || value === null) return [];
    if (typeof value === 'boolean') return [{ term, flag: value }];
    if (typeof value === 'number' && IN_SECONDS.has(field)) return [{ term, seconds: value }];
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    return text === '' ? [] : [{ term, text }];
  });
}

const IN_SECONDS = new Set(['wait', 'expiresIn', 'seconds', 'skew']);

export function secondsOf({ seconds }: AuditEvent): number | undefined {
  return typeof seconds === 'number' ? seconds : undefined;
}
