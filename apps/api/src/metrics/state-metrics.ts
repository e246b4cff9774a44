import type { Clock, Provider, SharedCounters } from '@portero/auth';
import type { Registry } from 'prom-client';
import { metricsIn } from './metrics-in.js';

export interface State {
  readonly providers: readonly Provider[];
  readonly sharedStore: Pick<SharedCounters, 'up'>;
  readonly clock: Pick<Clock, 'now'>;
}

const BREAKER_STATES = ['closed', 'half_open', 'open'] as const;

/** What is so at the moment of a scrape. What nobody knows has no sample. */
export function measureState({ providers, sharedStore, clock }: State, registry: Registry): void {
  const { gauge } = metricsIn(registry);

  gauge(
    'breaker_state',
    'The circuit breaker before the token endpoint of a provider: 1 for the state that it is in (closed, half_open, open), 0 for the others.',
    ['provider', 'state'],
    (states) => {
      for (const { name: provider, client } of providers) {
        const current = client?.breaker();
        if (!current) continue;
        for (const state of BREAKER_STATES) states.set({ provider, state }, state === current ? 1 : 0);
      }
    },
  );

  gauge(
    'key_set_age_seconds',
    'Age of the oldest key set of a provider; absent until one was fetched. Keys are fetched when a token, or a look at readiness, needs them.',
    ['provider'],
    (ages) => {
      for (const { name: provider, issuers } of providers) {
        const held = issuers.map(({ keys }) => keys.age()).filter(Number.isFinite);
        if (held.length > 0) ages.set({ provider }, Math.max(...held) / 1_000);
      }
    },
  );

  gauge(
    'provider_clock_offset_seconds',
    'Whole seconds that the clock of a provider was ahead of ours in its last answer, negative behind; absent until there was one.',
    ['provider'],
    (offsets) => {
      for (const { name: provider, clockOffset } of providers) {
        const seconds = clockOffset();
        if (seconds !== undefined) offsets.set({ provider }, seconds);
      }
    },
  );

  gauge(
    'credential_expiry_seconds',
    'Seconds until the client certificate or secret of a provider ends, negative afterwards; absent where that is not known.',
    ['provider'],
    async (expiries) => {
      const ends = await Promise.all(providers.map(async (one) => [one.name, await endOf(one)] as const));
      expiries.reset();
      for (const [provider, end] of ends) {
        if (end) expiries.set({ provider }, (end.getTime() - clock.now()) / 1_000);
      }
    },
  );

  if (sharedStore.up === undefined) return;
  gauge('shared_cache_up', 'Whether the shared cache answers: 1 or 0; absent without REDIS_URL.', [], (up) =>
    up.set(sharedStore.up ? 1 : 0),
  );
}

function endOf({ client }: Provider): Promise<Date | undefined> {
  return client ? client.credentialExpiry().catch(() => undefined) : Promise.resolve(undefined);
}
