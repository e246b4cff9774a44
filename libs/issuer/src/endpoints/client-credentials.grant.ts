import { jsonReply } from '../http/reply.js';
import { PERSONALITIES } from '../personalities/registry.js';
import { accessTokenFor } from './access-token.js';
import { authenticatedClient } from './client-request.js';
import type { TokenGrant } from './token.grant.js';
import { tokenBinding } from './token-binding.js';

/** The client acts for itself (RFC 6749 §4.4). */
export const clientCredentialsGrant: TokenGrant = async (request, tokenRequest, state, requestId) => {
  const personality = PERSONALITIES[request.personality];
  const { parameters } = tokenRequest;
  const { client, proof } = await authenticatedClient(request, tokenRequest, state);

  const allowed = personality.authorize(parameters, client, state.apis);
  const { confirmation, headers } = await tokenBinding(request, tokenRequest, client, state);
  const grant = { client, proof, ...allowed, confirmation };
  const token = await accessTokenFor(request.personality, grant, parameters, state);
  return jsonReply(200, personality.success(token), { ...personality.tokenHeaders(requestId), ...headers });
};
