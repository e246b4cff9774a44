import type { Run } from '../http/audit-event.js';
import { withEvents } from '../http/feed.js';
import type { Problem } from '../http/problem.js';
import { useAsked } from '../http/use-asked.js';
import { useServices } from '../shell/services.js';
import { useStore } from '../state/use-store.js';

/** A run as the stream tells it, made complete by what the service has kept of it. */
export function useRun(id: string | undefined): { run?: Run; problem?: Problem } {
  const { api, feed } = useServices();
  const { runs, events } = useStore(feed);
  const told = runs.find((run) => run.id === id);
  const path = id === undefined ? undefined : `/operator/api/runs/${encodeURIComponent(id)}`;
  const kept = useAsked<Run>(api, path, told?.state);
  const over = kept.value?.state === 'running' ? undefined : kept.value;
  const summary = over ?? told ?? kept.value;
  if (!summary) return { problem: kept.problem };
  const live = events.filter(({ run }) => run === id);
  return { run: { ...kept.value, ...summary, events: withEvents(kept.value?.events ?? [], live) } };
}
