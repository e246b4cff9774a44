import type { Registry } from 'prom-client';
import { type EventHandlers, NONE } from './event-handlers.js';
import { metricsIn } from './metrics-in.js';

/** How people come in. */
export function signInMetrics(registry: Registry): EventHandlers {
  const signIns = metricsIn(registry).counter(
    'sign_ins_total',
    'Sign-ins of people, by outcome: signed_in, or the reason of the refusal; provider is none where it was not known.',
    ['provider', 'outcome'],
  );
  return {
    operator_signed_in: ({ provider }) => {
      signIns(provider, 'signed_in').count += 1;
    },
    operator_refused: ({ provider = NONE, reason }) => {
      signIns(provider, reason).count += 1;
    },
  };
}
