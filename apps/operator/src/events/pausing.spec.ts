import { comeSince } from './pausing.js';

const events = (...ids: number[]) => ids.map((id) => ({ id, at: `t${id}`, name: 'token_cache' }));

it.each([
  [[], [], 0],
  [[], [1, 2], 2],
  [[1, 2], [1, 2], 0],
  [[1, 2], [1, 2, 3, 4], 2],
  [[1, 2], [5, 6, 7], 3],
])('held at %j and now at %j: %p have come', (held, now, count) => {
  expect(comeSince(events(...held), events(...now))).toBe(count);
});
