import { jest } from '@jest/globals';
import { type AuthEvent, AuthEvents } from './auth-events.js';

const ISSUED = { provider: 'azure', outcome: 'miss', from: 'provider', expiresIn: 3599, seconds: 0.2 } as const;

it('tells every listener, with the name in the event', () => {
  const events = new AuthEvents();
  const heard: [string, AuthEvent][] = [];
  events.listen((event) => heard.push(['one', event]));
  events.listen((event) => heard.push(['two', event]));
  events.emit('token_issued', ISSUED);
  expect(heard).toEqual([
    ['one', { name: 'token_issued', ...ISSUED }],
    ['two', { name: 'token_issued', ...ISSUED }],
  ]);
});

it('tells seconds to the microsecond', () => {
  const events = new AuthEvents();
  const heard: AuthEvent[] = [];
  events.listen((event) => heard.push(event));
  events.emit('token_issued', { ...ISSUED, seconds: 0.3430495639999997 });
  events.emit('token_retried', { provider: 'azure', reason: 'provider_unavailable', wait: 0.1234567891 });
  events.emit('bearer_refused', { route: 'GET /', asked: [], reason: 'expired', skew: -70.1230001449585 });
  events.emit('bearer_refused', { route: 'GET /', asked: [], reason: 'malformed', skew: undefined });
  expect(heard).toEqual([
    { name: 'token_issued', ...ISSUED, seconds: 0.34305 },
    { name: 'token_retried', provider: 'azure', reason: 'provider_unavailable', wait: 0.123457 },
    { name: 'bearer_refused', route: 'GET /', asked: [], reason: 'expired', skew: -70.123 },
    { name: 'bearer_refused', route: 'GET /', asked: [], reason: 'malformed', skew: undefined },
  ]);
});

it('no longer tells a listener that stopped, and still counts', () => {
  const events = new AuthEvents();
  const heard: AuthEvent[] = [];
  const stop = events.listen((event) => heard.push(event));
  events.emit('token_issued', ISSUED);
  stop();
  events.emit('token_issued', ISSUED);
  expect(heard).toHaveLength(1);
  expect(events.count('token_issued')).toBe(2);
  expect(events.count('token_failed')).toBe(0);
});

it('does not fail with a listener that fails, and tells the others', () => {
  const warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const events = new AuthEvents();
  const heard: AuthEvent[] = [];
  events.listen(() => {
    throw new Error('the disk is full');
  });
  events.listen((event) => heard.push(event));
  events.emit('token_issued', ISSUED);

  expect(heard).toHaveLength(1);
  expect(warnings).toHaveBeenCalledWith('A listener failed on token_issued: the disk is full');
  warnings.mockRestore();
});
