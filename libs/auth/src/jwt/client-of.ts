import type { Claims } from './compact-token.js';
import type { Trust } from './trust.js';

/** What the token says of its client, not yet known to be a string. */
export function clientOf(claims: Claims, { clientClaims }: Trust): unknown {
  return clientClaims.map((name) => claims[name]).find((value) => value !== undefined);
}
