import type { Reason } from '@portero/auth';
import type { Registry } from 'prom-client';
import type { EventHandlers } from './event-handlers.js';
import { metricsIn } from './metrics-in.js';

const ACCESS: readonly Reason[] = [
  'caller_not_local',
  'access_off',
  'rate_limited',
  'sign_in_required',
  'sign_in_not_configured',
  'csrf_refused',
];

/** What is asked besides a signed token: a proof, the issuer's word, the place of a caller. */
export function proofMetrics(registry: Registry): EventHandlers {
  const { counter } = metricsIn(registry);
  const proofs = counter(
    'dpop_proofs_total',
    'DPoP proofs that were checked, or lacked for a token that is bound to a key: accepted, or the reason of the refusal.',
    ['provider', 'result'],
  );
  const introspections = counter(
    'introspections_total',
    'Questions about opaque tokens to their issuer: active, or the reason of the refusal. Answers used again are not counted.',
    ['provider', 'outcome'],
  );
  const access = counter(
    'access_refusals_total',
    'Callers refused for where they are, how often they came, or for what their session lacks.',
    ['reason'],
    ACCESS.map((reason) => [reason]),
  );
  return {
    proof_checked: ({ provider, result }) => {
      proofs(provider, result).count += 1;
    },
    introspected: ({ provider, outcome }) => {
      introspections(provider, outcome).count += 1;
    },
    access_refused: ({ reason }) => {
      access(reason).count += 1;
    },
  };
}
