import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Faults } from '../faults/faults.js';
import type { Api } from '../http/api.js';
import type { RunSummary } from '../http/audit-event.js';
import { EventFeed } from '../http/event-feed.js';
import { Runner } from '../run/runner.js';
import { Session } from './session.js';

/** What outlives the views. */
export interface Services {
  readonly api: Api;
  readonly session: Session;
  readonly feed: EventFeed;
  readonly runner: Runner;
  readonly faults: Faults;
}

/** The one place where they are put together; asks who is there, and listens to the stream while somebody is. */
export function startServices(api: Api): Services {
  const session = new Session(api);
  const faults = new Faults(api);
  const loadRuns = () =>
    api
      .get<{ runs: RunSummary[] }>('/operator/api/runs')
      .then(({ runs }) => feed.addRuns(runs))
      // The stream tells of the next ones all the same, and its state is shown.
      .catch(() => {});
  const feed = new EventFeed(`${api.base}/operator/api/events`, {
    open: (url) => new EventSource(url),
    onConnected: () => void Promise.all([loadRuns(), faults.look()]),
    onRefused: () => void session.look(),
    after: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  faults.follow(feed);
  session.follow(new BroadcastChannel('portero'));
  let listening = false;
  session.listen(({ is }) => {
    if (is === 'in' && !listening) feed.start();
    if (is === 'out') feed.stop();
    listening = is === 'in';
  });
  void session.look();
  return { api, session, feed, faults, runner: new Runner(api, loadRuns) };
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('There is no ServicesContext above.');
  return services;
}
