import { OutboundError, Refusal, retryAfterSeconds, type SignInClient } from '@portero/auth';
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  getValidatedIdTokenClaims,
  type IDToken,
  processAuthorizationCodeResponse,
  ResponseBodyError,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from 'oauth4webapi';
import type { Transaction } from './transactions.js';

/**
 * Where a browser goes to sign in (OpenID Connect Core §3.1.2.1, RFC 7636).
 *
 * @throws {Refusal} `provider_unavailable`
 */
export async function authorizationUrl(client: SignInClient, redirectUri: string, transaction: Transaction) {
  const { authorization_endpoint } = await client.server().catch(unavailable);
  const url = new URL(authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: transaction.state,
    nonce: transaction.nonce,
    code_challenge: await calculatePKCECodeChallenge(transaction.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Redeems what the browser brought back for an ID token, of which the claims are good when this returns. No token outlives it.
 *
 * @param answer the parameters of the authorization response (RFC 6749 §4.1.2)
 * @throws {Refusal} `sign_in_failed` or `provider_unavailable`; `actual` says why, without a text of the provider
 */
export async function redeem(
  client: SignInClient,
  redirectUri: string,
  answer: URLSearchParams,
  { state, nonce, verifier }: Transaction,
): Promise<IDToken> {
  const us = { client_id: client.clientId, [clockTolerance]: client.clockTolerance };
  // https is already demanded of every URL, with loopback as the one exception.
  const wire = { [customFetch]: wellFetch(client), [allowInsecureRequests]: true };
  try {
    const server = await client.server();
    const good = validateAuthResponse(server, us, answer, state);
    const response = await authorizationCodeGrantRequest(
      server,
      us,
      client.authenticate,
      good,
      redirectUri,
      verifier,
      wire,
    );
    const tokens = await processAuthorizationCodeResponse(server, us, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    await validateApplicationLevelSignature(server, response, wire);
    const claims = getValidatedIdTokenClaims(tokens);
    if (!claims) throw new TypeError('there is no ID token');
    return claims;
  } catch (error) {
    if (error instanceof OutboundError) throw unavailable(error);
    // Not kept as `cause`: oauth4webapi's errors hold parameters and bodies, and tokens in them.
    throw new Refusal('sign_in_failed', { actual: detailOf(error) });
  }
}

/** A server that fails is no sign-in that failed. */
function wellFetch({ fetch }: SignInClient) {
  return async (url: string, init: object): Promise<Response> => {
    const response = await fetch(url, init);
    const { status, headers } = response;
    if (status < 500 && status !== 429) return response;
    const retryAfter = retryAfterSeconds(headers.get('retry-after'), Date.now());
    throw new OutboundError('status', `${new URL(url).origin} answered ${status}`, { status, retryAfter });
  };
}

function unavailable(cause: unknown): never {
  if (!(cause instanceof OutboundError)) throw cause;
  throw new Refusal('provider_unavailable', { cause, retryAfter: cause.details.retryAfter, actual: cause.message });
}

/** Its own words are the library's and fixed; of the provider's only an error code is repeated (RFC 6749 §4.1.2.1, §5.2). */
function detailOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    return /^[a-z_]{1,64}$/.test(error.error)
      ? `the provider answered ${error.error}`
      : 'the provider answered an error';
  }
  return error instanceof Error ? error.message : 'an unreadable answer';
}
