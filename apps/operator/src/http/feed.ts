import type { AuditEvent, RunSummary } from './audit-event.js';

export interface Feed {
  readonly connection: 'connecting' | 'connected' | 'reconnecting';
  /** The latest, oldest first. */
  readonly events: readonly AuditEvent[];
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  /** Events that the service left out, or that came too fast to be kept. */
  readonly missed: number;
}

export type FeedMessage = { readonly event: AuditEvent } | { readonly run: RunSummary } | { readonly missed: number };

export const EVENTS_KEPT = 1_000;
export const RUNS_KEPT = 100;

export const NOTHING_YET: Feed = { connection: 'connecting', events: [], runs: [], missed: 0 };

/** The feed after some messages, in the order they came. */
export function received(feed: Feed, messages: readonly FeedMessage[]): Feed {
  const events = messages.flatMap((message) => ('event' in message ? [message.event] : []));
  const runs = messages.flatMap((message) => ('run' in message ? [message.run] : []));
  const missed = messages.reduce((sum, message) => sum + ('missed' in message ? message.missed : 0), feed.missed);
  return { ...feed, events: withEvents(feed.events, events), runs: withRuns(feed.runs, runs), missed };
}

/** A stream that begins again repeats some events. One that was restarted counts from 1 again: the time tells them apart. */
export function withEvents(known: readonly AuditEvent[], more: readonly AuditEvent[]): readonly AuditEvent[] {
  if (more.length === 0) return known;
  const keys = new Set(known.map(eventKey));
  const fresh = more.filter((event) => !keys.has(eventKey(event)) && keys.add(eventKey(event)));
  return fresh.length === 0 ? known : [...known, ...fresh].slice(-EVENTS_KEPT);
}

/** What is told later of a run replaces what is known, except that what is over does not begin again. */
export function withRuns(known: readonly RunSummary[], more: readonly RunSummary[]): readonly RunSummary[] {
  if (more.length === 0) return known;
  const byId = new Map(known.map((run) => [run.id, run]));
  for (const run of more) {
    const before = byId.get(run.id);
    if (!before || before.state === 'running' || run.state !== 'running') byId.set(run.id, run);
  }
  const newestFirst = (a: RunSummary, b: RunSummary) => (a.startedAt < b.startedAt ? 1 : -1);
  return [...byId.values()].sort(newestFirst).slice(0, RUNS_KEPT);
}

export function eventKey({ id, at }: AuditEvent): string {
  return `${id} ${at}`;
}
