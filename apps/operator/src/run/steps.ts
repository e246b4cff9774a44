import type { AuditEvent, RunSummary } from '../http/audit-event.js';
import { eventKey } from '../http/feed.js';
import { CALLER_STEPS } from './caller-steps.js';
import { RESOURCE_SERVER_STEPS } from './resource-server-steps.js';
import type { Drawn, Sign, Step } from './step.js';

/** Times are measured apart from each other: less than this between two of them, in milliseconds, is no order. */
const NOISE = 2;
const JUST_AFTER = 0.001;

function drawn(event: AuditEvent): Drawn {
  const draw = CALLER_STEPS[event.name] ?? RESOURCE_SERVER_STEPS[event.name];
  if (draw) return draw(event);
  const lane = event.side === 'resource_server' ? 'resource_server' : 'caller';
  return {
    is: { from: lane, to: lane, says: 'other', tone: 'neutral', details: [{ term: 'event', text: event.name }] },
  };
}

/** An event is told when it is over: what began it goes to where it began. */
function stepsOf(events: readonly AuditEvent[]): Step[] {
  const lastAt: Record<string, number> = {};
  return events.flatMap((event) => {
    const at = event.offset ?? 0;
    const { began, is } = drawn(event);
    const before = lastAt[is.to] ?? 0;
    lastAt[is.to] = at;
    const step: Step = { ...is, key: eventKey(event), at };
    if (!began) return [step];
    const counted = Math.max(0, at - (is.seconds ?? 0) * 1000);
    const since = counted < before && before - counted < NOISE ? before : counted;
    return [{ ...began, key: `${step.key} began`, at: Math.min(at, since + JUST_AFTER) }, step];
  });
}

type Beginning = Pick<RunSummary, 'state' | 'request' | 'seconds' | 'status' | 'reason'>;

const waitsFor = (to: 'provider' | 'resource_server'): Sign => ({
  from: 'caller',
  to,
  says: to === 'provider' ? 'waiting_for_provider' : 'waiting_for_resource_server',
  tone: 'pending',
});

/** What the caller waits for, by the last that it told; absent where that says it itself. */
function pending(last: AuditEvent | undefined): Sign | undefined {
  switch (last?.name) {
    case 'token_issued':
      return waitsFor('resource_server');
    case 'token_attempted':
      return last.outcome === 'issued' ? waitsFor('resource_server') : undefined;
    case 'token_cache':
      return waitsFor(last.outcome === 'hit' || last.outcome === 'refresh' ? 'resource_server' : 'provider');
    default:
      return undefined;
  }
}

/** A wait that may last still is one in progress. */
function withLastWait(steps: readonly Step[]): readonly Step[] {
  const at = steps.findLastIndex(({ says }) => says === 'token_retried');
  return steps.map((step, index) => (index === at ? { ...step, tone: 'pending' } : step));
}

function ending({ state, status, reason }: Beginning): Sign {
  const details = [
    ...(status === undefined ? [] : [{ term: 'status', text: String(status) } as const]),
    ...(reason === undefined ? [] : [{ term: 'reason', text: reason } as const]),
  ];
  return { from: 'caller', to: 'operator', says: 'run_answered', tone: state === 'failed' ? 'bad' : 'good', details };
}

/**
 * The sequence of a run, from its beginning to its end or to what is waited for.
 *
 * @param events of this run, in the order they were told
 */
export function sequenceOf(run: Beginning, events: readonly AuditEvent[]): readonly Step[] {
  const asked: Step = { from: 'operator', to: 'caller', says: 'run_asked', tone: 'neutral', key: 'asked', at: 0 };
  const steps = [asked, ...stepsOf(events).sort((a, b) => a.at - b.at)];
  const last = steps.at(-1)?.at ?? 0;
  if (run.state !== 'running') {
    const at = run.seconds === undefined ? last : run.seconds * 1000;
    return [...steps, { ...ending(run), seconds: run.seconds, key: 'answered', at }];
  }
  const told = events.findLast(({ name }) => CALLER_STEPS[name]);
  if (told?.name === 'token_retried') return withLastWait(steps);
  const waits = pending(told);
  return waits ? [...steps, { ...waits, key: 'pending', at: last }] : steps;
}
