import { fieldsOf, toneOf } from './event-fields.js';

const event = (name: string, fields: Record<string, unknown> = {}) => ({ id: 1, at: 't', name, ...fields });

it('lists the fields as texts', () => {
  const fields = {
    run: 'r',
    offset: 1,
    request: 'r',
    seconds: 0.0123456,
    held: ['a', 'b'],
    code: null,
    client: { id: 1 },
  };
  expect(fieldsOf(event('token_cache', fields))).toEqual([
    ['seconds', '0.012'],
    ['held', 'a b'],
    ['client', '{"id":1}'],
  ]);
});

it.each([
  ['token_cache', { outcome: 'hit' }, 'good'],
  ['token_cache', { outcome: 'miss' }, 'neutral'],
  ['token_attempted', { outcome: 'issued' }, 'good'],
  ['token_attempted', { outcome: 'provider_throttled' }, 'bad'],
  ['token_retried', {}, 'warning'],
  ['token_issued', { outcome: 'miss' }, 'good'],
  ['token_failed', { reason: 'client_refused' }, 'bad'],
  ['breaker_moved', { state: 'open' }, 'bad'],
  ['breaker_moved', { state: 'half_open' }, 'warning'],
  ['breaker_moved', { state: 'closed' }, 'good'],
  ['resource_called', { outcome: 'answered', status: 200 }, 'good'],
  ['resource_called', { outcome: 'answered', status: 401 }, 'bad'],
  ['resource_called', { outcome: 'unreachable' }, 'bad'],
  ['keys_failed', { usable: true }, 'warning'],
  ['keys_failed', { usable: false }, 'bad'],
  ['introspected', { outcome: 'active' }, 'good'],
  ['introspected', { outcome: 'token_inactive' }, 'bad'],
  ['proof_checked', { result: 'accepted' }, 'good'],
  ['proof_checked', { result: 'proof_missing' }, 'bad'],
  ['shared_cache_state', { state: 'down' }, 'warning'],
  ['something_new', {}, 'neutral'],
])('%s %j is %s', (name, fields, tone) => {
  expect(toneOf(event(name, fields))).toBe(tone);
});
