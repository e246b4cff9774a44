import type { AuditEvent } from '../http/audit-event.js';
import { detailsOf, secondsOf } from './details.js';
import type { Drawn, Sign, Tone } from './step.js';

const HERE = { from: 'resource_server', to: 'resource_server' } as const;
const TO_PROVIDER = { from: 'resource_server', to: 'provider' } as const;
const OF_PROVIDER = { from: 'provider', to: 'resource_server' } as const;

const DECISION = { asked: 'asked', held: 'held', clientId: 'client', token: 'token' } as const;

function note(says: Sign['says'], tone: Tone, rest: Partial<Sign> = {}): Drawn {
  return { is: { ...HERE, says, tone, ...rest } };
}

function keys(event: AuditEvent, says: Sign['says'], tone: Tone, details: Sign['details']): Drawn {
  return {
    began: { ...TO_PROVIDER, says: 'keys_asked', tone: 'neutral' },
    is: { ...OF_PROVIDER, says, tone, seconds: secondsOf(event), details },
  };
}

/** What happens where the token is checked, by the event's name. */
export const RESOURCE_SERVER_STEPS: Readonly<Record<string, (event: AuditEvent) => Drawn>> = {
  keys_fetched: (event) => keys(event, 'keys_fetched', 'good', []),
  keys_failed: (event) =>
    keys(
      event,
      'keys_failed',
      event.usable ? 'warning' : 'bad',
      detailsOf(event, { usable: 'usable', detail: 'detail' }),
    ),
  bearer_verified: (event) => note('bearer_verified', 'good', { seconds: secondsOf(event) }),
  bearer_accepted: (event) => note('bearer_accepted', 'good', { details: detailsOf(event, DECISION) }),
  bearer_refused: (event) =>
    note('bearer_refused', 'bad', {
      details: detailsOf(event, {
        reason: 'reason',
        expected: 'expected',
        actual: 'actual',
        skew: 'skew',
        ...DECISION,
      }),
    }),
  audience_relaxed: (event) => note('audience_relaxed', 'warning', { details: detailsOf(event, { actual: 'actual' }) }),
  introspected: (event) => ({
    is: {
      ...OF_PROVIDER,
      says: 'introspected',
      tone: event.outcome === 'active' ? 'good' : 'bad',
      details: detailsOf(event, { outcome: 'state' }),
    },
  }),
  proof_checked: (event) =>
    note('proof_checked', event.result === 'accepted' ? 'good' : 'bad', {
      details: detailsOf(event, { result: 'state' }),
    }),
};
