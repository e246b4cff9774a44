import { jsonReply, type Reply } from '../http/reply.js';
import type { IssuerState } from '../issuer-state.js';
import type { Endpoint } from '../personalities/paths.js';
import { PERSONALITIES } from '../personalities/registry.js';
import { Refusal } from '../refusals/refusal.js';
import { refusalPage } from '../sign-in/page/refusal-page.js';
import { authorizeReply } from './authorize.endpoint.js';
import { discoveryReply } from './discovery.endpoint.js';
import type { EndpointReply } from './endpoint.js';
import type { EndpointRequest } from './endpoint-request.js';
import { failureOf } from './failure.js';
import { introspectionReply } from './introspection.endpoint.js';
import { jwksReply } from './jwks.endpoint.js';
import { tokenReply } from './token.endpoint.js';

const ENDPOINTS: Readonly<Record<Endpoint, { methods: readonly string[]; reply: EndpointReply }>> = {
  discovery: { methods: ['GET', 'HEAD'], reply: discoveryReply },
  jwks: { methods: ['GET', 'HEAD'], reply: jwksReply },
  token: { methods: ['POST'], reply: tokenReply },
  introspection: { methods: ['POST'], reply: introspectionReply },
  authorize: { methods: ['GET', 'POST'], reply: authorizeReply },
};

/** The right answer of an endpoint, refusals included. */
export async function answer(request: EndpointRequest, state: IssuerState): Promise<Reply> {
  const { methods, reply } = ENDPOINTS[request.endpoint];
  if (!methods.includes(request.method)) {
    return jsonReply(405, { error: 'method_not_allowed' }, { Allow: methods.join(', ') });
  }
  if (request.bodyTooLarge) return jsonReply(413, { error: 'content_too_large' });
  const requestId = state.uuid();
  try {
    PERSONALITIES[request.personality].admit?.(request.endpoint, request.tenant, state.site);
    return await reply(request, state, requestId);
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(error, request, requestId, state);
    throw error;
  }
}

function refusalReply(refusal: Refusal, request: EndpointRequest, id: string, state: IssuerState): Reply {
  const { status } = refusal.row;
  if (request.endpoint === 'authorize') {
    return refusalPage(400, refusal.describe(state.site.tenant), request.languages);
  }
  const { challenge, tokenHeaders } = PERSONALITIES[request.personality];
  const challenged = challenge !== undefined && status === 401 && request.authorization.length > 0;
  return jsonReply(status, failureOf(refusal, request, id, state), {
    ...tokenHeaders(id),
    ...refusal.headers,
    ...(challenged && { 'WWW-Authenticate': challenge }),
  });
}
