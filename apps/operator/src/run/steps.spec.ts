import type { AuditEvent } from '../http/audit-event.js';
import type { Step } from './step.js';
import { sequenceOf } from './steps.js';

type Told = Pick<AuditEvent, 'name'> & Record<string, unknown>;

function events(...told: readonly (readonly [offset: number, event: Told])[]): AuditEvent[] {
  return told.map(([offset, event], at) => ({ id: at + 1, at: `t${at}`, run: 'r', side: 'caller', offset, ...event }));
}

const line = ({ at, from, to, says, tone }: Step) => `${Math.round(at)} ${from}>${to} ${says} ${tone}`;
const lines = (steps: readonly Step[]) => steps.map(line);

const RUNNING = { state: 'running', request: {} } as const;
const SUCCEEDED = { state: 'succeeded', request: {}, seconds: 0.08, status: 200 } as const;

const MISS = { name: 'token_cache', outcome: 'miss' };
const ISSUED = { name: 'token_attempted', attempt: 1, outcome: 'issued', seconds: 0.034 };
const KEPT = { name: 'token_issued', outcome: 'miss', expiresIn: 300, seconds: 0.034 };
const THROTTLED = { name: 'token_attempted', attempt: 1, outcome: 'provider_throttled', seconds: 0.01 };
const RETRIED = { name: 'token_retried', reason: 'provider_throttled', wait: 2 };
const ACCEPTED = {
  name: 'bearer_accepted',
  side: 'resource_server',
  asked: ['read:students'],
  held: ['read:students'],
};
const CALLED = { name: 'resource_called', url: 'http://rs/students', status: 200, outcome: 'answered', seconds: 0.03 };

describe('the sequence of a run', () => {
  it('puts what is told at its end where it began, around what happened meanwhile', () => {
    const told = events(
      [1, MISS],
      [35, ISSUED],
      [35.2, KEPT],
      [50, { name: 'keys_fetched', side: 'resource_server', issuer: 'http://op', seconds: 0.009 }],
      [52, { name: 'bearer_verified', side: 'resource_server', seconds: 0.011 }],
      [53, ACCEPTED],
      [66, CALLED],
    );
    expect(lines(sequenceOf(SUCCEEDED, told))).toEqual([
      '0 operator>caller run_asked neutral',
      '1 caller>caller cache_miss neutral',
      '1 caller>provider token_asked neutral',
      '35 provider>caller token_given good',
      '35 caller>caller token_issued good',
      '36 caller>resource_server resource_called neutral',
      '41 resource_server>provider keys_asked neutral',
      '50 provider>resource_server keys_fetched good',
      '52 resource_server>resource_server bearer_verified good',
      '53 resource_server>resource_server bearer_accepted good',
      '66 resource_server>caller resource_answered good',
      '80 caller>operator run_answered good',
    ]);
  });

  it('does not take the noise of two measurements for an order', () => {
    const steps = sequenceOf(RUNNING, events([10, MISS], [43.5, ISSUED]));
    expect(lines(steps).slice(1, 3)).toEqual([
      '10 caller>caller cache_miss neutral',
      '10 caller>provider token_asked neutral',
    ]);
  });

  it('draws a renewal beside the run where it was asked for', () => {
    const told = events([0, { name: 'token_cache', outcome: 'refresh' }], [31, CALLED], [40, ISSUED]);
    expect(lines(sequenceOf(RUNNING, told)).slice(1)).toEqual([
      '0 caller>caller cache_refresh good',
      '1 caller>resource_server resource_called neutral',
      '6 caller>provider token_asked neutral',
      '31 resource_server>caller resource_answered good',
      '40 provider>caller token_given good',
      '40 caller>resource_server waiting_for_resource_server pending',
    ]);
  });

  it('has each attempt, and each wait between two', () => {
    const told = events([0, MISS], [10, THROTTLED], [11, RETRIED], [2_030, { ...ISSUED, attempt: 2, seconds: 0.015 }]);
    const steps = sequenceOf(RUNNING, told);
    expect(lines(steps).slice(2, 7)).toEqual([
      '0 caller>provider token_asked neutral',
      '10 provider>caller token_refused bad',
      '11 caller>caller token_retried warning',
      '2015 caller>provider token_asked neutral',
      '2030 provider>caller token_given good',
    ]);
    expect(steps.map(({ attempt }) => attempt).filter(Boolean)).toEqual([1, 2]);
    expect(steps[3]).toMatchObject({ seconds: 0.01, details: [{ term: 'reason', text: 'provider_throttled' }] });
    expect(steps[4]?.details).toEqual([
      { term: 'reason', text: 'provider_throttled' },
      { term: 'wait', seconds: 2 },
    ]);
  });

  it('ends with the status and the reason', () => {
    const failed = { state: 'failed', request: {}, seconds: 2.1, status: 503, reason: 'provider_unavailable' } as const;
    const failure = { name: 'token_failed', reason: 'provider_unavailable', actual: 'ECONNRESET', seconds: 2 };
    const steps = sequenceOf(
      failed,
      events([0, MISS], [2_000, { name: 'breaker_moved', state: 'open' }], [2_001, failure]),
    );
    expect(lines(steps).slice(2)).toEqual([
      '2000 caller>caller breaker_open bad',
      '2001 caller>caller token_failed bad',
      '2100 caller>operator run_answered bad',
    ]);
    expect(steps.at(-1)?.details).toEqual([
      { term: 'status', text: '503' },
      { term: 'reason', text: 'provider_unavailable' },
    ]);
  });

  it('says why the resource server refused, and that the run was refused for it', () => {
    const refused = {
      name: 'bearer_refused',
      side: 'resource_server',
      reason: 'expired',
      expected: 'exp after now',
      actual: 'exp 1',
      skew: -75,
      asked: [],
    };
    const told = events([20, refused], [21, { ...CALLED, status: 401, seconds: 0.02 }]);
    const steps = sequenceOf(RUNNING, told);
    expect(lines(steps).slice(1)).toEqual([
      '1 caller>resource_server resource_called neutral',
      '20 resource_server>resource_server bearer_refused bad',
      '21 resource_server>caller resource_refused bad',
    ]);
    expect(steps[2]?.details).toEqual([
      { term: 'reason', text: 'expired' },
      { term: 'expected', text: 'exp after now' },
      { term: 'actual', text: 'exp 1' },
      { term: 'skew', seconds: -75 },
    ]);
  });

  it('shows an event that it does not know, where it happened', () => {
    const [, step] = sequenceOf(RUNNING, events([3, { name: 'something_new', side: 'resource_server' }]));
    expect(step).toMatchObject({
      from: 'resource_server',
      to: 'resource_server',
      says: 'other',
      details: [{ term: 'event', text: 'something_new' }],
    });
  });
});

describe('a run that is under way', () => {
  it.each([
    ['nothing told', [], 'operator>caller run_asked neutral'],
    ['a miss', [MISS], 'caller>provider waiting_for_provider pending'],
    ['a request under way', [{ ...MISS, outcome: 'coalesced' }], 'caller>provider waiting_for_provider pending'],
    ['a hit', [{ ...MISS, outcome: 'hit' }], 'caller>resource_server waiting_for_resource_server pending'],
    ['a token', [MISS, ISSUED, KEPT], 'caller>resource_server waiting_for_resource_server pending'],
    ['a wait', [MISS, THROTTLED, RETRIED], 'caller>caller token_retried pending'],
    ['a refused attempt', [MISS, THROTTLED], 'provider>caller token_refused bad'],
    ['an answer', [CALLED], 'resource_server>caller resource_answered good'],
  ])('waits after %s', (_, told, last) => {
    const steps = sequenceOf(RUNNING, events(...told.map((event, at) => [at + 50, event] as const)));
    expect(lines(steps).at(-1)?.replace(/^\d+ /, '')).toBe(last);
  });
});
