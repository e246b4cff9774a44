import { grantedPermissions } from '../../clients/granted-permissions.js';
import type { TokenParameters } from '../../clients/token-request.js';
import type { HostedApi, RegisteredClient } from '../../options.js';
import { Refusal } from '../../refusals/refusal.js';
import type { Personality } from '../personality.js';
import { scopeTokens } from '../scope.js';
import { OIDC_ERRORS } from './oidc.errors.js';

export const authorizeOidc: Personality['authorize'] = (parameters, client, apis) => {
  const api = targetApi(parameters, client, apis);
  const granted = grantedPermissions(client, api) ?? [];
  const asked = scopeTokens(parameters.get('scope'));
  if (!asked.every((name) => granted.includes(name))) throw new Refusal(OIDC_ERRORS.scope_not_granted);
  return { api, resource: api.identifier, permissions: asked.length > 0 ? asked : granted };
};

/** By `resource` (RFC 8707) or the customary `audience`; without either, the only API the client has. */
function targetApi(parameters: TokenParameters, client: RegisteredClient, apis: readonly HostedApi[]): HostedApi {
  const named = [parameters.get('resource'), parameters.get('audience')].filter((name) => name !== undefined);
  const [api, another] = apis.filter(
    ({ identifier }) => Object.hasOwn(client.grants, identifier) && named.every((name) => name === identifier),
  );
  if (!api || another) throw new Refusal(OIDC_ERRORS.target_invalid);
  return api;
}
