import { IssuerClock } from './clock.js';

it.each([
  [1_999, 0, 1],
  [1_999, 10, 11],
  [1_999, -1, 0],
])('at %i ms with skew %i s tells second %i', (milliseconds, skew, seconds) => {
  const clock = new IssuerClock(() => milliseconds);
  clock.skew = skew;
  expect(clock.seconds()).toBe(seconds);
  expect(clock.date()).toEqual(new Date(seconds * 1000));
});
