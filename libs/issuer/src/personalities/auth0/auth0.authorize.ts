import { grantedPermissions } from '../../clients/granted-permissions.js';
import { requireParameter } from '../../clients/token-request.js';
import { Refusal } from '../../refusals/refusal.js';
import type { Personality } from '../personality.js';
import { scopeTokens } from '../scope.js';
import { AUTH0_ERRORS } from './auth0.errors.js';

export const authorizeAuth0: Personality['authorize'] = (parameters, client, apis) => {
  if (Object.keys(client.grants).length === 0) throw new Refusal(AUTH0_ERRORS.grant_not_allowed);
  const audience = requireParameter(parameters, 'audience', AUTH0_ERRORS.audience_missing);
  const api = apis.find(({ identifier }) => identifier === audience);
  if (!api) throw new Refusal(AUTH0_ERRORS.audience_unknown, audience);
  const granted = grantedPermissions(client, api);
  if (!granted) throw new Refusal(AUTH0_ERRORS.audience_not_granted, audience);

  const asked = scopeTokens(parameters.get('scope'));
  const excess = asked.filter((name) => !granted.includes(name));
  if (excess.length > 0) throw new Refusal(AUTH0_ERRORS.scope_not_granted, excess.join(', '));
  return { api, resource: audience, permissions: asked.length > 0 ? asked : granted };
};
