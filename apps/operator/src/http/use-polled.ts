import { useEffect, useState } from 'preact/hooks';
import type { Api } from './api.js';
import { type Problem, problemIn } from './problem.js';

export interface Polled<T> {
  /** The last that was had. */
  readonly value?: T;
  /** Why there is no newer one. */
  readonly problem?: Problem;
}

/** Asks at once and then every so many milliseconds, while the page can be seen. */
export function usePolled<T>(api: Api, path: string, every: number): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>({});
  useEffect(() => {
    const ends = new AbortController();
    let next: ReturnType<typeof setTimeout>;
    const ask = async () => {
      clearTimeout(next);
      if (document.visibilityState === 'hidden') return;
      try {
        const value = await api.get<T>(path, ends.signal);
        setPolled({ value });
      } catch (error) {
        if (ends.signal.aborted) return;
        setPolled(({ value }) => ({ value, problem: problemIn(error) }));
      }
      next = setTimeout(() => void ask(), every);
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      ends.abort();
      clearTimeout(next);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [api, path, every]);
  return polled;
}
