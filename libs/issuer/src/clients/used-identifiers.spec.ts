import { UsedIdentifiers } from './used-identifiers.js';

it('lets each owner use an identifier once until it expires', () => {
  const used = new UsedIdentifiers();
  expect(used.use('a', 'x', 10, 0)).toBe(true);
  expect(used.use('a', 'x', 20, 9)).toBe(false);
  expect(used.use('b', 'x', 10, 9)).toBe(true);
  expect(used.use('a', 'y', 10, 9)).toBe(true);
  expect(used.use('a', 'x', 20, 10)).toBe(true);
});

it('does not grow beyond its capacity: the expired go first, then the oldest', () => {
  const used = new UsedIdentifiers(3);
  for (const [jti, exp] of [
    ['old', 100],
    ['brief', 5],
    ['later', 100],
  ] as const)
    used.use('a', jti, exp, 0);
  used.use('a', 'fourth', 100, 5);
  expect(used.size).toBe(3);
  expect(used.use('a', 'old', 100, 6)).toBe(false);
  used.use('a', 'fifth', 100, 6);
  expect(used.size).toBe(3);
  expect(used.use('a', 'later', 100, 6)).toBe(false);
  expect(used.use('a', 'old', 100, 6)).toBe(true);
});
