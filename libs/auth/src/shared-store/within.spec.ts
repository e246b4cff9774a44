import { setTimeout } from 'node:timers/promises';
import { Unanswered, within } from './within.js';

it.each([
  ['its answer', Promise.resolve('PONG'), { status: 'fulfilled', value: 'PONG' }],
  ['its error', Promise.reject('broken'), { status: 'rejected', reason: 'broken' }],
])('hands out %s', async (_, answer, outcome) => {
  expect(await Promise.allSettled([within(1_000, answer)])).toEqual([outcome]);
});

it('gives up on what does not come, and does not mind when that fails later', async () => {
  let fail = (_: Error) => {};
  const answer = new Promise<never>((_, reject) => {
    fail = reject;
  });
  await expect(within(1, answer)).rejects.toThrow(new Unanswered(1));
  fail(new Error('too late'));
  await setTimeout(1);
});

it('leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  await within(60_000, Promise.resolve());
  expect(timers()).toBeLessThanOrEqual(before);
});
