import type { Registry } from 'prom-client';
import { type EventHandlers, NONE } from './event-handlers.js';
import { metricsIn } from './metrics-in.js';

/** Seconds. Without a wait for keys it is a signature: some tenths of a millisecond. */
const VERIFICATION_BOUNDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5];

/** Seconds. Whoever sends a token chooses its times: beyond a day they are all the same. */
const DAY = 86_400;
const SKEW_BOUNDS = [-DAY, -3_600, -600, -300, -120, -60, 0, 60, 120, 300, 600, 3_600, DAY];

/** What is decided on callers. */
export function bearerMetrics(registry: Registry, providers: readonly string[]): EventHandlers {
  const { counter, histogram } = metricsIn(registry);
  const decisions = counter(
    'bearer_decisions_total',
    'Callers of guarded routes, by result (accepted, refused); provider is none for a token of no trusted issuer, reason is none for a caller who was let in.',
    ['provider', 'result', 'reason'],
  );
  const cache = counter(
    'verified_token_cache_total',
    'JWTs of trusted issuers, by whether they had been verified before (hit, miss).',
    ['provider', 'outcome'],
  );
  const ofProviders = new Map(
    providers.map((provider) => [
      provider,
      { accepted: decisions(provider, 'accepted', NONE), hit: cache(provider, 'hit'), miss: cache(provider, 'miss') },
    ]),
  );
  const verification = histogram(
    'verification_duration_seconds',
    'How long it took to verify a JWT that had not been verified before, the wait for keys included.',
    ['provider'],
    VERIFICATION_BOUNDS,
  );
  const skews = histogram(
    'clock_skew_seconds',
    'Seconds from now to the exp or nbf that a token was refused for, a day at the most: many just beyond the tolerance mean that a clock is wrong.',
    ['provider', 'reason'],
    SKEW_BOUNDS,
  );
  const relaxed = counter(
    'relaxed_audience_total',
    'Callers let in only because the audience check of the provider is relaxed.',
    ['provider'],
    providers.map((provider) => [provider]),
  );

  return {
    bearer_accepted: ({ provider, cached }) => {
      const tallies = ofProviders.get(provider);
      if (!tallies) return;
      tallies.accepted.count += 1;
      if (cached !== undefined) tallies[cached ? 'hit' : 'miss'].count += 1;
    },
    bearer_refused: ({ provider = NONE, reason, cached, skew }) => {
      decisions(provider, 'refused', reason).count += 1;
      if (cached !== undefined) cache(provider, cached ? 'hit' : 'miss').count += 1;
      if (skew !== undefined) skews.observe({ provider, reason }, Math.max(-DAY, Math.min(skew, DAY)));
    },
    bearer_verified: ({ provider, seconds }) => verification.observe({ provider }, seconds),
    audience_relaxed: ({ provider }) => {
      relaxed(provider).count += 1;
    },
  };
}
