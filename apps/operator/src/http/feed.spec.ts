import type { AuditEvent, RunSummary } from './audit-event.js';
import { EVENTS_KEPT, NOTHING_YET, RUNS_KEPT, received, withEvents, withRuns } from './feed.js';

const event = (id: number, at = `t${id}`): AuditEvent => ({ id, at, name: 'token_cache' });
const run = (number: number, state: RunSummary['state'] = 'succeeded'): RunSummary => ({
  id: `run-${number}`,
  trace: 'a'.repeat(32),
  startedAt: new Date(number * 1000).toISOString(),
  request: {},
  provider: 'local',
  resourceServer: 'http://localhost:3001/students',
  state,
});

describe('the feed', () => {
  it('keeps what comes, in its order, and counts what was left out', () => {
    const feed = received(NOTHING_YET, [{ event: event(1) }, { missed: 3 }, { run: run(1) }, { event: event(2) }]);
    expect(feed.events.map(({ id }) => id)).toEqual([1, 2]);
    expect(feed.runs.map(({ id }) => id)).toEqual(['run-1']);
    expect(received(feed, [{ missed: 2 }]).missed).toBe(5);
  });

  it('takes an event once, and one of a restarted service with the same number too', () => {
    const events = withEvents([event(1), event(2)], [event(2), event(3), event(1, 'later')]);
    expect(events.map(({ id, at }) => `${id} ${at}`)).toEqual(['1 t1', '2 t2', '3 t3', '1 later']);
  });

  it('is the same when nothing is new, so that nothing is drawn', () => {
    const known = [event(1)];
    expect(withEvents(known, [event(1)])).toBe(known);
  });

  it('keeps the last thousand events', () => {
    const many = Array.from({ length: EVENTS_KEPT + 5 }, (_, at) => event(at));
    expect(withEvents([], many).map(({ id }) => id)).toEqual(many.slice(5).map(({ id }) => id));
  });
});

describe('the runs', () => {
  it('are the newest first, and at most a hundred', () => {
    const many = Array.from({ length: RUNS_KEPT + 2 }, (_, at) => run(at));
    const runs = withRuns([], many);
    expect([runs.length, runs[0]?.id, runs.at(-1)?.id]).toEqual([RUNS_KEPT, 'run-101', 'run-2']);
  });

  it('are over once they are over', () => {
    expect(withRuns([run(1, 'running')], [run(1, 'failed')])[0]?.state).toBe('failed');
    expect(withRuns([run(1, 'failed')], [run(1, 'running')])[0]?.state).toBe('failed');
  });
});
