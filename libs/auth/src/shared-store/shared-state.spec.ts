import { ManualClock } from '../../test/manual-clock.js';
import { AuthEvents } from '../telemetry/auth-events.js';
import { SharedState } from './shared-state.js';
import { Unanswered } from './within.js';

let clock: ManualClock;
let told: unknown[];
let state: SharedState;

beforeEach(() => {
  clock = new ManualClock();
  told = [];
  const events = new AuthEvents();
  events.listen(({ name, ...fields }) => told.push(fields));
  state = new SharedState(events, clock, 30_000);
});

it('tells nothing of a good start', () => {
  state.connectionUp();
  state.taken('read');
  expect(told).toEqual([]);
});

it('tells once that it is down, with what came first, and once that it is up', () => {
  state.connectionLost(new Unanswered(100));
  state.connectionLost(Object.assign(new Error(), { code: 'ECONNREFUSED' }));
  state.refused('write', new Error('READONLY'));
  state.connectionUp();
  clock.advance(30_000);
  state.taken('write');
  state.connectionUp();
  expect(told).toEqual([{ state: 'down', detail: 'no answer within 100 ms' }, { state: 'up' }]);
});

it('is not up again while some keys are refused and others are not', () => {
  for (let i = 0; i < 100; i += 1) {
    state.refused('read', new Error('MOVED 3999 10.0.0.1:6381'));
    clock.advance(29_999);
    state.taken('read');
  }
  expect(told).toEqual([{ state: 'down', detail: 'reads are refused: MOVED' }]);
});

it.each([
  ['an error reply', new Error('NOAUTH Authentication required for 10.0.0.1'), 'NOAUTH'],
  ['a code', Object.assign(new Error('connect 10.0.0.1'), { code: 'EHOSTUNREACH' }), 'EHOSTUNREACH'],
  ['a text', new Error('Socket closed at 10.0.0.1'), 'no connection'],
  ['nothing', undefined, 'no connection'],
])('tells of %s without its text', (_, error, detail) => {
  state.connectionLost(error);
  expect(told).toEqual([{ state: 'down', detail }]);
});
