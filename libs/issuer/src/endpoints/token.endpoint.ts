import { authenticateClient } from '../clients/authentication/authenticate-client.js';
import { readAssertion } from '../clients/authentication/client-assertion.js';
import { readParameters, requireParameter, type TokenRequest } from '../clients/token-request.js';
import { jsonReply } from '../http/reply.js';
import { endpointsAt } from '../personalities/paths.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { ErrorCatalogue } from '../refusals/error-catalogue.js';
import { Refusal } from '../refusals/refusal.js';
import { draftToken } from '../tokens/draft-token.js';
import { signToken } from '../tokens/sign-token.js';
import type { EndpointReply } from './endpoint.js';
import type { EndpointRequest } from './endpoint-request.js';

/** The client credentials grant (RFC 6749 §4.4). */
export const tokenReply: EndpointReply = async (request, state, requestId) => {
  const personality = PERSONALITIES[request.personality];
  const { authenticationMethods, errors } = personality;
  const tokenRequest = readTokenRequest(request, errors);
  const { parameters } = tokenRequest;

  const { client, method, proof } = await authenticateClient(tokenRequest, authenticationMethods, {
    clients: state.clients,
    errors,
    rules: personality.assertionRules,
    endpoints: endpointsAt(state.site.origin, personality.paths, request.tenant),
    usedAssertions: state.usedAssertions[request.personality],
    now: state.clock.seconds(),
  });
  request.entry.authenticatedBy = method;

  const grant = { client, proof, ...personality.authorize(parameters, client, state.apis) };
  const signer = personality.tokenPersonality?.(grant) ?? request.personality;
  const key = await state.keyRings[signer].current();
  const { draft, lifetime } = draftToken(signer, grant, key, state);
  const accessToken = await signToken(draft, key);
  const response = personality.success({ accessToken, claims: draft.claims, lifetime, grant, parameters });
  return jsonReply(200, response, personality.tokenHeaders(requestId));
};

function readTokenRequest(
  { parameters: entries, authorization, certificate }: EndpointRequest,
  errors: ErrorCatalogue,
): TokenRequest {
  if (!entries) throw new Refusal(errors.body_unreadable);
  const parameters = readParameters(entries, errors);
  const grantType = requireParameter(parameters, 'grant_type', errors.parameter_missing);
  if (grantType !== 'client_credentials') throw new Refusal(errors.grant_type_unsupported, grantType);
  if (authorization.length > 1) throw new Refusal(errors.credentials_ambiguous);
  const assertion = readAssertion(parameters.get('client_assertion') ?? '');
  return { parameters, authorization: authorization[0], assertion, certificate };
}
