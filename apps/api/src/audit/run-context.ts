import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';

/** Which run something happened in, and at which end of its call. */
export interface RunPlace<Event = unknown> {
  readonly run: string;
  readonly side: 'caller' | 'resource_server';
  /** When the run began, on the clock of `performance.now()`. */
  readonly beganAt: number;
  /** Takes what happens in the run. */
  readonly collect: (event: Event) => void;
}

/** Knows what happens within which run, also in the request that a run sends to this same service. */
@Injectable()
export class RunContext<Event = unknown> {
  private readonly storage = new AsyncLocalStorage<RunPlace<Event>>();
  /** By the trace ids that their calls carry (W3C Trace Context). */
  private readonly active = new Map<string, RunPlace<Event>>();

  current(): RunPlace<Event> | undefined {
    return this.storage.getStore();
  }

  async within<T>(trace: string, place: RunPlace<Event>, work: () => Promise<T>): Promise<T> {
    this.active.set(trace, place);
    try {
      return await this.storage.run(place, work);
    } finally {
      if (this.active.get(trace) === place) this.active.delete(trace);
      // While no run is followed, promises cost what they cost without it.
      if (this.active.size === 0) this.storage.disable();
    }
  }

  /** Goes on with a request: within a run, if the request is a part of one. */
  follow(traceOf: () => string | undefined, next: () => void): void {
    const place = this.active.size === 0 ? undefined : this.active.get(traceOf() ?? '');
    if (place) this.storage.run({ ...place, side: 'resource_server' }, next);
    else next();
  }
}
