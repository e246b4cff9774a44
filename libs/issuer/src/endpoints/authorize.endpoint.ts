import { readParameters } from '../clients/token-request.js';
import { jsonReply, type Reply } from '../http/reply.js';
import type { IssuerState } from '../issuer-state.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { SignIn } from '../personalities/sign-in.js';
import { Refusal } from '../refusals/refusal.js';
import { readAuthorizationRequest } from '../sign-in/authorization-request.js';
import type { PersonRegistry } from '../sign-in/person-registry.js';
import { type ReturnAddress, readReturnAddress } from '../sign-in/return-address.js';
import type { EndpointReply } from './endpoint.js';
import type { EndpointRequest } from './endpoint-request.js';
import { failureOf } from './failure.js';
import { redirectBack } from './redirect-back.js';
import { findPending, signInForm } from './sign-in-form.js';
import { submitSignIn, submittedSignIn } from './submit-sign-in.js';

/** RFC 6749 §3.1: an authorization request by GET or POST is answered with a form, the form by POST with a code, by GET again. */
export const authorizeReply: EndpointReply = (request, state, requestId) => {
  const { signIn, errors } = PERSONALITIES[request.personality];
  const { people } = state;
  if (!signIn || !people) return jsonReply(404, { error: 'not_found' });
  const entries = request.method === 'GET' ? request.query : request.parameters;
  if (!entries) throw new Refusal(errors.body_unreadable);
  const submitted = submittedSignIn(entries);
  if (submitted && request.method === 'POST') return submitSignIn(submitted, request, signIn, people, state);
  if (submitted) {
    const { signIn: name } = submitted;
    return signInForm(name, findPending(name, request, signIn, state), request, people);
  }

  const address = readReturnAddress(entries, state.clients, signIn.errors);
  try {
    return showForm(entries, address, request, signIn, people, state);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { error: code, error_description } = failureOf(error, request, requestId, state);
    return redirectBack(address, { error: String(code), error_description: String(error_description) }, request, state);
  }
};

/** @throws Refusal */
function showForm(
  entries: readonly (readonly [string, string])[],
  address: ReturnAddress,
  endpointRequest: EndpointRequest,
  signIn: SignIn,
  people: PersonRegistry,
  state: IssuerState,
): Reply {
  const { personality } = endpointRequest;
  const parameters = readParameters(entries, PERSONALITIES[personality].errors);
  const pending = {
    personality,
    address,
    request: readAuthorizationRequest(parameters, address, signIn, state.apis),
  };
  const name = state.pendingSignIns.keep(pending, state.clock.seconds());
  return signInForm(name, pending, endpointRequest, people);
}
