import type { RegisteredClient } from '../options.js';

/** The secrets that work now, the current one first. */
export function validSecrets({ secret, otherSecrets = [] }: RegisteredClient): readonly string[] {
  return secret === undefined ? otherSecrets : [secret, ...otherSecrets];
}
