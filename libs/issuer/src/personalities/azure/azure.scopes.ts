import { grantedPermissions } from '../../clients/granted-permissions.js';
import { Refusal } from '../../refusals/refusal.js';
import { apiScopes } from '../identity-scopes.js';
import type { SignIn } from '../sign-in.js';
import { isNamed } from './azure.authorize.js';
import { AZURE_SIGN_IN_ERRORS } from './azure.sign-in-errors.js';

const ALL = '.default';

const QUALIFIED = /^(?<resource>.+)\/(?<permission>[^/]+)$/;

/** Permissions are asked for as `<App ID URI or GUID>/<permission>`, all of one API; `.default` is all of them. */
export const targetOfScopes: SignIn['target'] = (parameters, client, apis) => {
  const scopes = apiScopes(parameters).map(readScope);
  const [first] = scopes;
  if (!first) return undefined;
  const { resource } = first;
  const another = scopes.find((scope) => scope.resource !== resource);
  if (another) throw new Refusal(AZURE_SIGN_IN_ERRORS.scope_of_two_resources, another.scope);
  const api = apis.find((candidate) => isNamed(candidate, resource));
  if (!api) throw new Refusal(AZURE_SIGN_IN_ERRORS.scope_unknown, first.scope);
  const granted = grantedPermissions(client, api);
  if (!granted) throw new Refusal(AZURE_SIGN_IN_ERRORS.consent_missing, client.id);
  const asked = scopes.map(({ permission }) => permission);
  if (asked.includes(ALL)) return { api, resource, permissions: granted };
  const unknown = scopes.find(({ permission }) => !api.permissions.includes(permission));
  if (unknown) throw new Refusal(AZURE_SIGN_IN_ERRORS.scope_unknown, unknown.scope);
  if (!asked.every((permission) => granted.includes(permission))) {
    throw new Refusal(AZURE_SIGN_IN_ERRORS.consent_missing, client.id);
  }
  return { api, resource, permissions: asked };
};

function readScope(scope: string) {
  const { resource, permission } = QUALIFIED.exec(scope)?.groups ?? {};
  if (resource === undefined || permission === undefined) throw new Refusal(AZURE_SIGN_IN_ERRORS.scope_unknown, scope);
  return { scope, resource, permission };
}
