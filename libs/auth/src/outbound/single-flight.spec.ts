import { SingleFlight } from './single-flight.js';

it('shares one run among all who ask meanwhile', async () => {
  const flight = new SingleFlight<object>();
  let runs = 0;
  const task = async () => {
    runs += 1;
    return { run: runs };
  };
  const [one, two, three] = await Promise.all([flight.run('a', task), flight.run('a', task), flight.run('a', task)]);
  expect(one).toEqual({ run: 1 });
  expect(two).toBe(one);
  expect(three).toBe(one);
});

it('shares an error, and runs again after it', async () => {
  const flight = new SingleFlight<string>();
  const error = new Error('down');
  const fail = async () => Promise.reject(error);
  const settled = await Promise.allSettled([flight.run('a', fail), flight.run('a', async () => 'unused')]);
  expect(settled).toEqual([
    { status: 'rejected', reason: error },
    { status: 'rejected', reason: error },
  ]);
  expect(await flight.run('a', async () => 'up')).toBe('up');
});

it('runs again once a run is over', async () => {
  const flight = new SingleFlight<number>();
  expect(await flight.run('a', async () => 1)).toBe(1);
  expect(await flight.run('a', async () => 2)).toBe(2);
});

it('keeps keys apart', async () => {
  const flight = new SingleFlight<number>();
  expect(await Promise.all([flight.run('a', async () => 1), flight.run('b', async () => 2)])).toEqual([1, 2]);
});

it('shows the run that is under way', async () => {
  const flight = new SingleFlight<number>();
  expect(flight.current('a')).toBeUndefined();
  const run = flight.run('a', async () => 1);
  expect(flight.current('a')).toBe(run);
  expect(flight.current('b')).toBeUndefined();
  await run;
  expect(flight.current('a')).toBeUndefined();
});
