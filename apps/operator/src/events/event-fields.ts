import type { AuditEvent } from '../http/audit-event.js';

/** Shown elsewhere in the row, or the same in other words. */
const ELSEWHERE = new Set(['id', 'at', 'name', 'run', 'offset', 'request']);

/** What an event says besides when, what and in which run, as texts. */
export function fieldsOf(event: AuditEvent): readonly (readonly [name: string, value: string])[] {
  return Object.entries(event)
    .filter(([name, value]) => !ELSEWHERE.has(name) && value !== undefined && value !== null)
    .map(([name, value]) => [name, textOf(value)] as const);
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const BAD = new Set(['token_failed', 'bearer_refused', 'access_refused', 'operator_refused', 'stray_fault']);
const WARNING = new Set([
  'token_retried',
  'scope_differs',
  'client_secret_switched',
  'audience_relaxed',
  'shared_cache_miss_invalid',
  'fault_injected',
]);
const GOOD = new Set([
  'token_issued',
  'keys_fetched',
  'bearer_verified',
  'bearer_accepted',
  'operator_signed_in',
  'operator_signed_out',
]);

/** How an event that ended well or badly says so. */
const ENDS: Readonly<Record<string, 'good' | 'bad' | 'warning'>> = {
  issued: 'good',
  hit: 'good',
  answered: 'good',
  accepted: 'good',
  active: 'good',
  closed: 'good',
  up: 'good',
  unreachable: 'bad',
  open: 'bad',
  half_open: 'warning',
  down: 'warning',
};
const JUDGED = new Set(['token_attempted', 'introspected', 'proof_checked']);

export function toneOf(event: AuditEvent): 'good' | 'bad' | 'warning' | 'neutral' {
  const { name } = event;
  if (BAD.has(name)) return 'bad';
  if (WARNING.has(name)) return 'warning';
  if (GOOD.has(name)) return 'good';
  if (name === 'keys_failed') return event.usable ? 'warning' : 'bad';
  if (name === 'resource_called' && Number(event.status) >= 400) return 'bad';
  const end = ENDS[String(event.outcome ?? event.state ?? event.result)];
  return end ?? (JUDGED.has(name) ? 'bad' : 'neutral');
}
