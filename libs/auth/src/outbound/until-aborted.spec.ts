import { untilAborted } from './until-aborted.js';

const REASON = new Error('no longer wanted');

it('is the work itself without a signal', () => {
  const work = Promise.resolve(1);
  expect(untilAborted(work)).toBe(work);
});

it.each([
  ['its result', Promise.resolve('done'), { status: 'fulfilled', value: 'done' }],
  ['its error', Promise.reject('broken'), { status: 'rejected', reason: 'broken' }],
])('waits for the work and hands out %s', async (_, work, outcome) => {
  expect(await Promise.allSettled([untilAborted(work, new AbortController().signal)])).toEqual([outcome]);
});

it('ends this wait only when the signal aborts', async () => {
  const caller = new AbortController();
  let finish = (_: string) => {};
  const work = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const waiting = untilAborted(work, caller.signal);
  const other = untilAborted(work, new AbortController().signal);
  caller.abort(REASON);
  await expect(waiting).rejects.toBe(REASON);
  finish('done');
  await expect(other).resolves.toBe('done');
});

it('does not wait at all for a signal that is aborted', async () => {
  await expect(untilAborted(new Promise(() => {}), AbortSignal.abort(REASON))).rejects.toBe(REASON);
});

it('leaves no listener behind', async () => {
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  const watched = {
    aborted: false,
    reason: undefined,
    addEventListener: (_: string, listener: unknown) => listeners.add(listener),
    removeEventListener: (_: string, listener: unknown) => listeners.delete(listener),
  } as unknown as typeof signal;
  const waiting = untilAborted(Promise.resolve('done'), watched);
  expect(listeners.size).toBe(1);
  await waiting;
  await Promise.resolve();
  expect(listeners.size).toBe(0);
});
