import { setImmediate } from 'node:timers/promises';
import { RunContext, type RunPlace } from './run-context.js';

const place = (run: string): RunPlace => ({ run, side: 'caller', beganAt: 0, collect: () => undefined });

it('knows the run of what happens within it, also of two at once', async () => {
  const context = new RunContext();
  const inside = (name: string) =>
    context.within(name, place(name), async () => {
      await setImmediate();
      return context.current()?.run;
    });
  expect(await Promise.all([inside('one'), inside('two')])).toEqual(['one', 'two']);
  expect(context.current()).toBeUndefined();
});

it('follows a request that has the mark of a run, at its other end', async () => {
  const context = new RunContext();
  const seen = (mark?: string) => {
    let found: RunPlace | undefined;
    context.follow(mark, () => {
      found = context.current();
    });
    return found;
  };
  // From outside of the run, as a request comes.
  let look: (() => unknown[]) | undefined;
  const run = context.within('mark', place('one'), async () => {
    await setImmediate();
    await setImmediate();
    return look?.();
  });
  look = () => [seen('mark'), seen('other')?.run, seen()?.run];
  const [there] = look();
  expect(there).toMatchObject({ run: 'one', side: 'resource_server' });
  await run;
  expect(look()).toEqual([undefined, undefined, undefined]);
});

it('ends with the work, also when that fails', async () => {
  const context = new RunContext();
  const failure = new Error('broken');
  await expect(context.within('mark', place('one'), () => Promise.reject(failure))).rejects.toBe(failure);
  let followed: RunPlace | undefined;
  context.follow('mark', () => {
    followed = context.current();
  });
  expect(followed).toBeUndefined();
});
