import { grantedPermissions } from '../../clients/granted-permissions.js';
import { requireParameter, type TokenParameters } from '../../clients/token-request.js';
import type { HostedApi } from '../../options.js';
import { Refusal } from '../../refusals/refusal.js';
import type { Personality } from '../personality.js';
import { AZURE_ERRORS } from './azure.errors.js';

type ReadResource = (parameters: TokenParameters) => string;

/** The v1 endpoint names the API in `resource`. */
export const resourceOfV1: ReadResource = (parameters) =>
  requireParameter(parameters, 'resource', AZURE_ERRORS.parameter_missing);

const DEFAULT_SCOPE = /^(?<resource>[^ ]+)\/\.default$/;

/** The v2 endpoint names it in `scope`: one `<App ID URI or GUID>/.default` and nothing else. */
export const resourceOfV2: ReadResource = (parameters) => {
  if (parameters.has('resource')) throw new Refusal(AZURE_ERRORS.resource_not_supported);
  const scope = requireParameter(parameters, 'scope', AZURE_ERRORS.parameter_missing);
  const resource = DEFAULT_SCOPE.exec(scope)?.groups?.resource;
  if (resource !== undefined) return resource;
  throw new Refusal(
    / |^\/?\.default$/.test(scope) ? AZURE_ERRORS.scope_invalid : AZURE_ERRORS.scope_not_default,
    scope,
  );
};

/** Permissions are never asked for one by one: an app-only token carries all that are granted. */
export function authorizeAzure(readResource: ReadResource): Personality['authorize'] {
  return (parameters, client, apis) => {
    const resource = readResource(parameters);
    const api = apis.find((candidate) => isNamed(candidate, resource));
    if (!api) throw new Refusal(AZURE_ERRORS.resource_unknown, resource);
    const permissions = grantedPermissions(client, api);
    if (!permissions) throw new Refusal(AZURE_ERRORS.role_not_assigned, resource);
    return { api, resource, permissions };
  };
}

/** By App ID URI, with or without a closing slash, or by application id. */
export function isNamed({ identifier, clientId }: HostedApi, resource: string): boolean {
  return [identifier, `${identifier}/`, clientId].includes(resource);
}
