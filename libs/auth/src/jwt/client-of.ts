import type { Trust } from './trust.js';

/** What the token says of its client, not yet known to be a string. */
export function clientOf(claims: Readonly<Record<string, unknown>>, { clientClaims }: Trust): unknown {
  return clientClaims.map((name) => claims[name]).find((value) => value !== undefined);
}
