import { SecretValues } from './secret-values.js';

it('gives a value back until its time is over', () => {
  const values = new SecretValues<string>(60, 10);
  const name = values.keep('a', 1_000);
  expect(name).toMatch(/^[\w-]{43}$/);
  expect(values.find(name, 1_059)).toBe('a');
  expect(values.find(name, 1_060)).toBeUndefined();
  expect(values.find('constructor', 1_000)).toBeUndefined();
});

it('forgets what it is told to, and the oldest when there are too many', () => {
  const values = new SecretValues<number>(60, 2);
  const names = [1, 2, 3].map((value) => values.keep(value, 0));
  expect(names.map((name) => values.find(name, 0))).toEqual([undefined, 2, 3]);
  values.forget(names[2] ?? '');
  expect(names.map((name) => values.find(name, 0))).toEqual([undefined, 2, undefined]);
});
