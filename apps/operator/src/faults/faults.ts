import type { Api } from '../http/api.js';
import type { Fault, FaultsReport } from '../http/contract.js';
import type { Feed } from '../http/feed.js';
import { Store } from '../state/store.js';

const PATH = '/operator/api/faults';

/** The faults that the embedded issuer can be made to have; without one there are none. */
export class Faults extends Store<FaultsReport | undefined> {
  constructor(private readonly api: Api) {
    super(undefined);
  }

  async look(): Promise<void> {
    // Where it cannot be asked, nothing can be injected either.
    this.set(await this.api.get<FaultsReport>(PATH).catch(() => undefined));
  }

  async inject(fault: Fault | 'heal'): Promise<void> {
    this.set(await this.api.post<FaultsReport>(PATH, { fault }));
  }

  /** Another operator may inject one. */
  follow(feed: Store<Feed>): void {
    let seen: unknown;
    feed.listen(({ events }) => {
      const last = events.findLast(({ name }) => name === 'fault_injected');
      if (last === seen) return;
      seen = last;
      void this.look();
    });
  }
}
