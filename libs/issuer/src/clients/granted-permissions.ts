import type { RegisteredApi, RegisteredClient } from '../options.js';

/** What the client may do on the API; `undefined` when the API is closed to it. */
export function grantedPermissions(
  { grants }: RegisteredClient,
  { identifier }: RegisteredApi,
): readonly string[] | undefined {
  return Object.hasOwn(grants, identifier) ? grants[identifier] : undefined;
}
