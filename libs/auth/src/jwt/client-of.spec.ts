import { trustOf } from '../../test/trust-of.js';
import { clientOf } from './client-of.js';

const TRUST = trustOf({ clientClaims: ['azp', 'client_id'] });

it.each([
  [{ azp: 'a' }, 'a'],
  [{ client_id: 'c' }, 'c'],
  [{ azp: 'a', client_id: 'c' }, 'a'],
  [{ azp: null, client_id: 'c' }, null],
  [{ azp: '', client_id: 'c' }, ''],
  [{ appid: 'v1' }, undefined],
])('%j names %j', (claims, client) => {
  expect(clientOf(claims, TRUST)).toBe(client);
});
