import type { Registry } from 'prom-client';
import type { EventHandlers } from './event-handlers.js';
import { metricsIn } from './metrics-in.js';

/** How the keys of issuers are had. */
export function keyMetrics(registry: Registry, providers: readonly string[]): EventHandlers {
  const fetches = metricsIn(registry).counter(
    'key_set_fetches_total',
    'Fetches of the key sets of a provider, discovery included, by outcome (ok, failed).',
    ['provider', 'outcome'],
    providers.flatMap((provider) => ['ok', 'failed'].map((outcome) => [provider, outcome])),
  );
  return {
    keys_fetched: ({ provider }) => {
      fetches(provider, 'ok').count += 1;
    },
    keys_failed: ({ provider }) => {
      fetches(provider, 'failed').count += 1;
    },
  };
}
