import { useEffect, useState } from 'preact/hooks';
import type { Api } from './api.js';
import { type Problem, problemIn } from './problem.js';

export interface Asked<T> {
  readonly value?: T;
  readonly problem?: Problem;
}

/**
 * What the service answers at a path.
 *
 * @param path none: nothing is asked
 * @param version asked again when it changes
 */
export function useAsked<T>(api: Api, path: string | undefined, version = ''): Asked<T> {
  const [asked, setAsked] = useState<Asked<T> & { path?: string }>({});
  useEffect(() => {
    if (path === undefined) return;
    const ends = new AbortController();
    api
      .get<T>(path, ends.signal)
      .then((value) => setAsked({ path, value }))
      .catch((error: unknown) => {
        if (!ends.signal.aborted) setAsked({ path, problem: problemIn(error) });
      });
    return () => ends.abort();
  }, [api, path, version]);
  return asked.path === path ? asked : {};
}
