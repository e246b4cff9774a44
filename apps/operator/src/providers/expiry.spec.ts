import { clockOf, expiryOf, shareLeft } from './expiry.js';

const NOW = '2026-11-22T13:00:00.000Z';

it.each([
  ['2026-11-22T12:59:59.000Z', 'over', -1],
  ['2026-11-22T13:00:00.000Z', 'over', 0],
  ['2026-12-06T12:59:59.000Z', 'soon', 1_209_599],
  ['2026-12-06T13:00:00.000Z', 'later', 1_209_600],
])('a credential until %s is %s', (expires, is, left) => {
  expect(expiryOf(expires, NOW)).toEqual({ is, left });
});

it.each([
  [0, 300, 1],
  [225, 75, 0.25],
  [300, 0, 0],
  [0, 0, 0],
  [310, -10, 0],
])('a token %p s old with %p s left has a share of %p', (ageSeconds, remainingSeconds, share) => {
  expect(shareLeft({ ageSeconds, remainingSeconds })).toBe(share);
});

it.each([
  [null, 'unknown'],
  [1.9, 'equal'],
  [-1.9, 'equal'],
  [2, 'ahead'],
  [-75, 'behind'],
])('a clock %p s off is %s', (offset, says) => {
  expect(clockOf(offset)).toBe(says);
});
