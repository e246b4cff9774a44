import type { Registry } from 'prom-client';
import { type EventHandlers, NONE } from './event-handlers.js';
import { metricsIn } from './metrics-in.js';

/** Seconds. All attempts of a request end within 10. */
const BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const ISSUED_FROM = { provider: 'issued', shared_store: 'shared' } as const;

/** How this service gets its own tokens. */
export function tokenMetrics(registry: Registry, providers: readonly string[]): EventHandlers {
  const { counter, histogram } = metricsIn(registry);
  const cache = counter(
    'token_cache_total',
    'Tokens wanted, by what was in memory: one (hit), one whose renewal runs beside the caller (refresh), none (miss), or none but a request under way (coalesced).',
    ['provider', 'outcome'],
  );
  const cached = new Map(
    providers.map((provider) => [
      provider,
      {
        hit: cache(provider, 'hit'),
        refresh: cache(provider, 'refresh'),
        miss: cache(provider, 'miss'),
        coalesced: cache(provider, 'coalesced'),
      },
    ]),
  );
  const requests = counter(
    'token_requests_total',
    'Requests for tokens that were not in memory, by outcome: the provider gave one (issued), another instance had left one in the shared cache (shared), or there was none (failed). A retry is no request of its own; reason is none unless it failed.',
    ['provider', 'outcome', 'reason'],
  );
  const duration = histogram(
    'token_request_duration_seconds',
    'How long these requests took, all attempts and the waits between them included.',
    ['provider', 'outcome'],
    BOUNDS,
  );
  const retries = counter(
    'token_retries_total',
    'Attempts made again after a fault of the provider, by the reason of that fault.',
    ['provider', 'reason'],
  );
  return {
    token_cache: ({ provider, outcome }) => {
      const tallies = cached.get(provider);
      if (tallies) tallies[outcome].count += 1;
    },
    token_issued: ({ provider, from, seconds }) => {
      const outcome = ISSUED_FROM[from];
      requests(provider, outcome, NONE).count += 1;
      duration.observe({ provider, outcome }, seconds);
    },
    token_failed: ({ provider, reason, seconds }) => {
      requests(provider, 'failed', reason).count += 1;
      duration.observe({ provider, outcome: 'failed' }, seconds);
    },
    token_retried: ({ provider, reason }) => {
      retries(provider, reason).count += 1;
    },
  };
}
