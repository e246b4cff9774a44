import { requireParameter } from '../clients/token-request.js';
import { PERSONALITIES } from '../personalities/registry.js';
import { Refusal } from '../refusals/refusal.js';
import { authorizationCodeGrant } from './authorization-code.grant.js';
import { clientCredentialsGrant } from './client-credentials.grant.js';
import { readClientRequest } from './client-request.js';
import type { EndpointReply } from './endpoint.js';
import type { TokenGrant } from './token.grant.js';

/** RFC 6749 §3.2 */
export const tokenReply: EndpointReply = async (request, state, requestId) => {
  const { errors, signIn } = PERSONALITIES[request.personality];
  const tokenRequest = readClientRequest(request);
  const grantType = requireParameter(tokenRequest.parameters, 'grant_type', errors.parameter_missing);
  const grants = new Map<string, TokenGrant>([['client_credentials', clientCredentialsGrant]]);
  if (signIn && state.people) grants.set('authorization_code', authorizationCodeGrant(signIn));
  const grant = grants.get(grantType);
  if (!grant) throw new Refusal(errors.grant_type_unsupported, grantType);
  return grant(request, tokenRequest, state, requestId);
};
