export const VIEWS = ['run', 'providers', 'explain', 'events'] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  readonly view: View;
  /** Of the run that is looked at. */
  readonly run?: string;
}

/** @param hash `#/run`, `#/runs/<id>`, `#/providers`, `#/explain`, `#/events`; any other leads to the first view */
export function routeOf(hash: string): Route {
  const [, place = '', id = ''] = hash.split('/');
  if (place === 'runs' && id !== '') return { view: 'run', run: decoded(id) };
  return { view: VIEWS.find((view) => view === place) ?? 'run' };
}

export function linkTo({ view, run }: Route): string {
  return run === undefined ? `#/${view}` : `#/runs/${encodeURIComponent(run)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
