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
  /** By the marks that their calls carry. */
  private readonly active = new Map<string, RunPlace<Event>>();

  current(): RunPlace<Event> | undefined {
    return this.storage.getStore();
  }

  /** @param mark of this run alone, and known to nobody else: several runs may have one trace, and strangers may know it */
  async within<T>(mark: string, place: RunPlace<Event>, work: () => Promise<T>): Promise<T> {
    this.active.set(mark, place);
    try {
      return await this.storage.run(place, work);
    } finally {
      this.active.delete(mark);
      // While no run is followed, promises cost what they cost without it.
      if (this.active.size === 0) this.storage.disable();
    }
  }

  /** Goes on with a request: within a run, if the request is a part of one. */
  follow(mark: string | undefined, next: () => void): void {
    const place = mark === undefined ? undefined : this.active.get(mark);
    if (place) this.storage.run({ ...place, side: 'resource_server' }, next);
    else next();
  }
}
