import { Refusal } from '../../bearer/refusal.js';
import { packFailure, unpackFailure } from './stored-failure.js';

const shared = (error: unknown) => unpackFailure(JSON.parse(JSON.stringify(packFailure(error) ?? [])));

it('brings back the reason, the code and how long to wait', () => {
  const refusal = new Refusal('provider_throttled', { retryAfter: 7, providerError: 'slow_down' });
  expect(shared(refusal)).toMatchObject({
    reason: 'provider_throttled',
    error: 'slow_down',
    retryAfter: 7,
    toldToWait: true,
  });
});

it('does not make up that the provider told how long to wait', () => {
  expect(shared(new Refusal('provider_unavailable'))).toMatchObject({ retryAfter: 5, toldToWait: false });
});

it('leaves texts and causes here', () => {
  const refusal = new Refusal('client_refused', { cause: new Error('SECRET'), actual: 'SECRET', expected: 'SECRET' });
  expect(packFailure(refusal)).toEqual(['client_refused', null, null]);
  expect(shared(refusal)).toMatchObject({
    actual: 'what another instance was answered a moment ago',
    cause: undefined,
  });
});

it.each([
  ['an unreadable secret', new Refusal('client_secret_unreadable')],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['the end of the wait', 'aborted'],
])('keeps %s to itself', (_, error) => {
  expect(packFailure(error)).toBeUndefined();
});

it.each([[[]], [['constructor', null, null]], [['expired', null, null]], [[{}, 1, 1]]])('takes %j for none', (list) => {
  expect(unpackFailure(list)).toBeUndefined();
});
