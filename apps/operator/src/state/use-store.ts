import { useEffect, useState } from 'preact/hooks';
import type { Store } from './store.js';

/** The value of a store, drawn anew when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [value, setValue] = useState(() => store.value);
  useEffect(() => {
    const show = (next: T) => setValue(() => next);
    show(store.value);
    return store.listen(show);
  }, [store]);
  return value;
}
