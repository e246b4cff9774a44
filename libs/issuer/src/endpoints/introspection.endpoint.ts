import { requireParameter } from '../clients/token-request.js';
import { jsonReply } from '../http/reply.js';
import { PERSONALITIES } from '../personalities/registry.js';
import { introspectToken } from '../tokens/introspect-token.js';
import { authenticatedClient, readClientRequest } from './client-request.js';
import type { EndpointReply } from './endpoint.js';

/** RFC 7662 §2. Every client may ask about every token; `token_type_hint` is only a hint, and not needed. */
export const introspectionReply: EndpointReply = async (request, state, requestId) => {
  const { errors, tokenHeaders } = PERSONALITIES[request.personality];
  const clientRequest = readClientRequest(request);
  await authenticatedClient(request, clientRequest, state);
  const token = requireParameter(clientRequest.parameters, 'token', errors.parameter_missing);
  return jsonReply(200, await introspectToken(token, request.personality, state), tokenHeaders(requestId));
};
