import type { Endpoint, Paths } from '../personalities/paths.js';
import type { PersonalityName } from '../personalities/personality.js';
import { PERSONALITIES, PERSONALITY_NAMES } from '../personalities/registry.js';

export interface Route {
  readonly personality: PersonalityName;
  readonly endpoint: Endpoint;
  /** The tenant segment of the path; empty where there is none. */
  readonly tenant: string;
}

const PATTERNS = PERSONALITY_NAMES.flatMap((personality) =>
  templates(PERSONALITIES[personality].paths).map(([endpoint, template]) => ({
    personality,
    endpoint,
    pattern: new RegExp(`^${template.replaceAll('.', '\\.').replace('{tenant}', '(?<tenant>[^/]+)')}$`),
  })),
);

/** @param path as sent, without the query */
export function findRoute(path: string): Route | undefined {
  for (const { personality, endpoint, pattern } of PATTERNS) {
    const match = pattern.exec(path);
    if (match) return { personality, endpoint, tenant: match.groups?.tenant ?? '' };
  }
  return undefined;
}

function templates({
  discovery,
  jwks,
  token,
  introspection,
  authorize,
}: Paths): ReadonlyArray<readonly [Endpoint, string]> {
  return [
    ...discovery.map((path) => ['discovery', path] as const),
    ['jwks', jwks],
    ['token', token],
    ...(introspection === undefined ? [] : [['introspection', introspection] as const]),
    ...(authorize === undefined ? [] : [['authorize', authorize] as const]),
  ];
}
