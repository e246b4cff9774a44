import { Store } from './store.js';

it('tells of each other value, until nobody listens', () => {
  const store = new Store('a');
  const seen: string[] = [];
  const stop = store.listen((value) => seen.push(value));
  store.set('b');
  store.set('b');
  store.set('c');
  stop();
  store.set('d');
  expect([store.value, seen]).toEqual(['d', ['b', 'c']]);
});
