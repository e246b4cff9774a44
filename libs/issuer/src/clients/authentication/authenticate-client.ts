import type { RegisteredClient } from '../../options.js';
import { Refusal } from '../../refusals/refusal.js';
import { requireParameter, type TokenRequest } from '../token-request.js';
import type { AuthenticationMethod } from './authentication-method.js';
import type { AuthenticationContext, ClientProof } from './client-authentication.js';
import { CLIENT_AUTHENTICATIONS, inOrder } from './registry.js';

export interface AuthenticatedClient {
  readonly client: RegisteredClient;
  readonly method: AuthenticationMethod;
  readonly proof: ClientProof;
}

/**
 * Checks the one authentication a request may carry (RFC 6749 §2.3: never more than one).
 * @param methods those the personality accepts
 * @throws Refusal
 */
export async function authenticateClient(
  request: TokenRequest,
  methods: readonly AuthenticationMethod[],
  context: AuthenticationContext,
): Promise<AuthenticatedClient> {
  const { errors } = context;
  const tried = inOrder(methods).filter((name) => CLIENT_AUTHENTICATIONS[name].isTried(request, context));
  const places = new Set(tried.map((name) => CLIENT_AUTHENTICATIONS[name].place));
  if (places.size > 1) throw new Refusal(errors.credentials_ambiguous);
  const [method] = tried;
  if (!method) {
    requireParameter(request.parameters, 'client_id', errors.client_id_missing);
    throw new Refusal(errors.credentials_missing);
  }
  const client = await CLIENT_AUTHENTICATIONS[method].authenticate(request, context);
  if ((client.authenticationMethod ?? method) !== method) throw new Refusal(errors.method_not_allowed, client.id);
  return { client, method, proof: CLIENT_AUTHENTICATIONS[method].proof };
}
