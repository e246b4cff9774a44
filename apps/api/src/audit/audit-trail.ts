import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type AuthEvent, AuthEvents } from '@portero/auth';
import { RunContext, type RunPlace } from './run-context.js';

/** What happened, numbered. */
export interface AuditEvent {
  readonly id: number;
  /** ISO 8601, with milliseconds. */
  readonly at: string;
  readonly name: AuthEvent['name'];
  /** Id of the run that it belongs to, with the end of the call, and milliseconds since the run began. */
  readonly run?: string;
  readonly side?: RunPlace['side'];
  readonly offset?: number;
  /** What the event tells besides. */
  readonly [field: string]: unknown;
}

interface Entry {
  readonly id: number;
  readonly at: number;
  readonly event: AuthEvent;
  readonly place: RunPlace<AuditEvent> | undefined;
  readonly offset: number;
}

const MOST = 500;

/** The last 500 events, for those who watch. Each request has one, so they are rendered only for who reads them. */
@Injectable()
export class AuditTrail implements OnApplicationShutdown {
  private readonly ring = new Array<Entry>(MOST);
  private readonly watchers = new Set<() => void>();
  private readonly stop: () => void;
  private count = 0;

  constructor(
    events: AuthEvents,
    private readonly runs: RunContext<AuditEvent>,
  ) {
    this.stop = events.listen((event) => this.take(event));
  }

  onApplicationShutdown(): void {
    this.stop();
  }

  /** Number of the last event; 0 before the first. */
  get last(): number {
    return this.count;
  }

  /** The events after one of this number, the oldest first, as far as they are kept. */
  after(id: number): AuditEvent[] {
    const first = Math.max(id + 1, this.count - MOST + 1, 1);
    const found: AuditEvent[] = [];
    for (let next = first; next <= this.count; next++) found.push(rendered(this.ring[next % MOST] as Entry));
    return found;
  }

  /** @returns a function that stops watching */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private take(event: AuthEvent): void {
    this.count += 1;
    const place = this.runs.current();
    const offset = place ? performance.now() - place.beganAt : 0;
    const entry = { id: this.count, at: Date.now(), event, place, offset };
    this.ring[this.count % MOST] = entry;
    place?.collect(rendered(entry));
    for (const watcher of this.watchers) watcher();
  }
}

function rendered({ id, at, event, place, offset }: Entry): AuditEvent {
  return {
    ...event,
    id,
    at: new Date(at).toISOString(),
    ...(place && { run: place.run, side: place.side, offset: Math.round(offset * 1e3) / 1e3 }),
  };
}
