import { type AuthenticatedClient, authenticateClient } from '../clients/authentication/authenticate-client.js';
import type { AuthenticationMethod } from '../clients/authentication/authentication-method.js';
import { readAssertion } from '../clients/authentication/client-assertion.js';
import { readParameters, type TokenRequest } from '../clients/token-request.js';
import type { IssuerState } from '../issuer-state.js';
import { endpointsAt } from '../personalities/paths.js';
import { PERSONALITIES } from '../personalities/registry.js';
import { Refusal } from '../refusals/refusal.js';
import type { EndpointRequest } from './endpoint-request.js';

/** @throws Refusal for a request that cannot be read, or in two ways */
export function readClientRequest(request: EndpointRequest): TokenRequest {
  const { parameters: entries, authorization, dpop, certificate } = request;
  const { errors } = PERSONALITIES[request.personality];
  if (!entries) throw new Refusal(errors.body_unreadable);
  const parameters = readParameters(entries, errors);
  if (authorization.length > 1) throw new Refusal(errors.credentials_ambiguous);
  const assertion = readAssertion(parameters.get('client_assertion') ?? '');
  return { parameters, authorization: authorization[0], assertion, dpop, certificate };
}

/** The client of a request, which is also recorded. @param methods default: all of the personality @throws Refusal */
export async function authenticatedClient(
  request: EndpointRequest,
  read: TokenRequest,
  state: IssuerState,
  methods: readonly AuthenticationMethod[] = PERSONALITIES[request.personality].authenticationMethods,
): Promise<AuthenticatedClient> {
  const { paths, assertionRules, errors } = PERSONALITIES[request.personality];
  const authenticated = await authenticateClient(read, methods, {
    clients: state.clients,
    errors,
    rules: assertionRules,
    endpoints: endpointsAt(state.site.origin, paths, request.tenant),
    usedAssertions: state.usedAssertions[request.personality],
    now: state.clock.seconds(),
  });
  request.entry.authenticatedBy = authenticated.method;
  return authenticated;
}
