import type { AuditEvent } from '../http/audit-event.js';
import { detailsOf, secondsOf } from './details.js';
import type { Drawn, Sign, Tone } from './step.js';

const AT_CALLER = { from: 'caller', to: 'caller' } as const;
const TO_PROVIDER = { from: 'caller', to: 'provider' } as const;
const OF_PROVIDER = { from: 'provider', to: 'caller' } as const;
const TO_RESOURCE = { from: 'caller', to: 'resource_server' } as const;
const OF_RESOURCE = { from: 'resource_server', to: 'caller' } as const;

function note(says: Sign['says'], tone: Tone, details: Sign['details'] = []): Drawn {
  return { is: { ...AT_CALLER, says, tone, details } };
}

type Said = readonly [says: Sign['says'], tone: Tone];

const CACHE: Readonly<Record<string, Said>> = {
  hit: ['cache_hit', 'good'],
  miss: ['cache_miss', 'neutral'],
  refresh: ['cache_refresh', 'good'],
  coalesced: ['cache_coalesced', 'neutral'],
};
const BREAKER: Readonly<Record<string, Said>> = {
  open: ['breaker_open', 'bad'],
  half_open: ['breaker_half_open', 'warning'],
  closed: ['breaker_closed', 'good'],
};
const OTHER: Said = ['other', 'neutral'];

function attempted(event: AuditEvent): Drawn {
  const attempt = typeof event.attempt === 'number' ? event.attempt : undefined;
  const issued = event.outcome === 'issued';
  return {
    began: { ...TO_PROVIDER, says: 'token_asked', tone: 'neutral', attempt },
    is: {
      ...OF_PROVIDER,
      says: issued ? 'token_given' : 'token_refused',
      tone: issued ? 'good' : 'bad',
      seconds: secondsOf(event),
      details: issued ? [] : detailsOf(event, { outcome: 'reason' }),
    },
  };
}

function called(event: AuditEvent): Drawn {
  const reached = event.outcome !== 'unreachable';
  const good = reached && Number(event.status) < 400;
  return {
    began: { ...TO_RESOURCE, says: 'resource_called', tone: 'neutral', details: detailsOf(event, { url: 'url' }) },
    is: {
      ...OF_RESOURCE,
      says: !reached ? 'resource_unreachable' : good ? 'resource_answered' : 'resource_refused',
      tone: good ? 'good' : 'bad',
      seconds: secondsOf(event),
      details: detailsOf(event, { status: 'status' }),
    },
  };
}

/** What happens where the token is wanted, by the event's name. */
export const CALLER_STEPS: Readonly<Record<string, (event: AuditEvent) => Drawn>> = {
  token_cache: ({ outcome }) => note(...(CACHE[String(outcome)] ?? OTHER)),
  token_attempted: attempted,
  token_retried: (event) => note('token_retried', 'warning', detailsOf(event, { reason: 'reason', wait: 'wait' })),
  token_issued: (event) => note('token_issued', 'good', detailsOf(event, { expiresIn: 'validFor', seconds: 'all' })),
  token_failed: (event) =>
    note('token_failed', 'bad', detailsOf(event, { reason: 'reason', code: 'code', actual: 'actual', seconds: 'all' })),
  breaker_moved: ({ state }) => note(...(BREAKER[String(state)] ?? OTHER)),
  scope_differs: (event) => note('scope_differs', 'warning', detailsOf(event, { missing: 'missing', added: 'added' })),
  client_secret_switched: () => note('client_secret_switched', 'warning'),
  shared_cache_state: (event) =>
    note(
      'shared_cache_state',
      event.state === 'up' ? 'good' : 'warning',
      detailsOf(event, { state: 'state', detail: 'detail' }),
    ),
  shared_cache_miss_invalid: () => note('shared_cache_miss_invalid', 'warning'),
  resource_called: called,
  access_refused: (event) => note('access_refused', 'bad', detailsOf(event, { reason: 'reason', route: 'route' })),
};
