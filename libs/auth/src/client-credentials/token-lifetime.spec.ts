import { lifetimeSeconds, renewalMargin } from './token-lifetime.js';

it.each([
  ['an hour', 3_600, 3_600],
  ['nothing, which is five minutes (F-C19)', undefined, 300],
  ['zero', 0, 0],
  ['a fraction', 0.5, 0.5],
  ['a day', 86_400, 86_400],
  ['more than a day', 86_401, 86_400],
  ['1e12 (F-C22)', 1e12, 86_400],
])('keeps a token with %s', (_, expiresIn, seconds) => {
  expect(lifetimeSeconds(expiresIn)).toBe(seconds);
});

it.each([
  [86_400, 60],
  [3_600, 60],
  [600, 60],
  [599, 59.9],
  [300, 30],
  [10, 1],
  [0, 0],
])('renews a token of %i seconds %i seconds before its end (F-C23)', (lifetime, margin) => {
  expect(renewalMargin(lifetime)).toBeCloseTo(margin, 6);
});
