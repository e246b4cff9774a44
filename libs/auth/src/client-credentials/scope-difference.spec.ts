import { scopeDifference } from './scope-difference.js';

it.each([
  ['nothing was asked for', undefined, 'read'],
  ['nothing was told', 'read', undefined],
  ['it is the same', 'read write', 'read write'],
  ['it is in another order', 'read write', 'write read'],
])('there is none when %s', (_, requested, granted) => {
  expect(scopeDifference(requested, granted)).toBeUndefined();
});

it.each([
  ['none was granted', 'read write', '', { missing: 'read write', added: '' }],
  ['another was granted', 'read', 'profile', { missing: 'read', added: 'profile' }],
  ['less was granted', 'read write', 'read', { missing: 'write', added: '' }],
  ['more was granted', 'read', 'read profile', { missing: '', added: 'profile' }],
])('there is one when %s', (_, requested, granted, difference) => {
  expect(scopeDifference(requested, granted)).toEqual(difference);
});
