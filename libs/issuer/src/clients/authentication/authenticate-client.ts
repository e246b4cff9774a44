import type { RegisteredClient } from '../../options.js';
import { Refusal } from '../../refusals/refusal.js';
import { requireParameter, type TokenRequest } from '../token-request.js';
import type { AuthenticationContext, ClientProof } from './client-authentication.js';
import { type AuthenticationMethod, CLIENT_AUTHENTICATIONS } from './registry.js';

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
  const [method, another] = methods.filter((name) => CLIENT_AUTHENTICATIONS[name].isTried(request));
  if (another) throw new Refusal(context.errors.credentials_ambiguous);
  if (!method) {
    requireParameter(request.parameters, 'client_id', context.errors.client_id_missing);
    throw new Refusal(context.errors.credentials_missing);
  }
  const { proof } = CLIENT_AUTHENTICATIONS[method];
  return { client: await CLIENT_AUTHENTICATIONS[method].authenticate(request, context), method, proof };
}
