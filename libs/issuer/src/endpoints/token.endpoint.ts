import { requireParameter, type TokenParameters } from '../clients/token-request.js';
import { jsonReply } from '../http/reply.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { ErrorCatalogue } from '../refusals/error-catalogue.js';
import { Refusal } from '../refusals/refusal.js';
import { draftToken } from '../tokens/draft-token.js';
import { writeToken } from '../tokens/write-token.js';
import { authenticatedClient, readClientRequest } from './client-request.js';
import type { EndpointReply } from './endpoint.js';
import { tokenBinding } from './token-binding.js';

/** The client credentials grant (RFC 6749 §4.4). */
export const tokenReply: EndpointReply = async (request, state, requestId) => {
  const personality = PERSONALITIES[request.personality];
  const tokenRequest = readClientRequest(request);
  const { parameters } = tokenRequest;
  requireGrantType(parameters, personality.errors);
  const { client, proof } = await authenticatedClient(request, tokenRequest, state);

  const allowed = personality.authorize(parameters, client, state.apis);
  const { confirmation, headers } = await tokenBinding(request, tokenRequest, client, state);
  const grant = { client, proof, ...allowed, confirmation };
  const issuer = personality.tokenPersonality?.(grant) ?? request.personality;
  const key = await state.keyRings[issuer].current();
  const { draft, lifetime } = draftToken(issuer, grant, key, state);
  const accessToken = await writeToken(issuer, grant, draft, key, state);
  const response = personality.success({ accessToken, claims: draft.claims, lifetime, grant, parameters });
  return jsonReply(200, response, { ...personality.tokenHeaders(requestId), ...headers });
};

/** @throws Refusal */
function requireGrantType(parameters: TokenParameters, errors: ErrorCatalogue): void {
  const grantType = requireParameter(parameters, 'grant_type', errors.parameter_missing);
  if (grantType !== 'client_credentials') throw new Refusal(errors.grant_type_unsupported, grantType);
}
