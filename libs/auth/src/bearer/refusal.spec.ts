import { REASONS, type Reason } from '../telemetry/reasons.js';
import { Refusal } from './refusal.js';

it('is an error with the fixed sentence of its reason, and keeps its cause', () => {
  const cause = new Error('socket hang up');
  const refusal = new Refusal('keys_unavailable', { cause, expected: 'keys', actual: 'none' });
  expect(refusal).toBeInstanceOf(Error);
  expect(refusal).toMatchObject({
    name: 'Refusal',
    message: REASONS.keys_unavailable.detail,
    reason: 'keys_unavailable',
    status: 503,
    error: undefined,
    cause,
    expected: 'keys',
    actual: 'none',
  });
});

it.each([
  ['the RFC 6750 code of a bearer reason', 'expired', undefined, 'invalid_token'],
  ['the RFC 6750 code, whatever a provider said', 'expired', 'invalid_grant', 'invalid_token'],
  ["the provider's code of a token reason", 'client_refused', 'invalid_client', 'invalid_client'],
  ['no code', 'client_refused', undefined, undefined],
] as const)('has %s', (_, reason, providerError, error) => {
  expect(new Refusal(reason, { providerError }).error).toBe(error);
});

it.each(Object.keys(REASONS) as Reason[])('says when to try again for %s only if it is a 503', (reason) => {
  const unavailable = REASONS[reason].status === 503;
  expect(new Refusal(reason).retryAfter).toBe(unavailable ? 5 : undefined);
  expect(new Refusal(reason, { retryAfter: 42 }).retryAfter).toBe(unavailable ? 42 : undefined);
  expect(new Refusal(reason, { retryAfter: 0 }).retryAfter).toBe(unavailable ? 0 : undefined);
});
