import { requireParameter, type TokenParameters } from '../clients/token-request.js';
import type { HostedApi } from '../options.js';
import { identityScopes } from '../personalities/identity-scopes.js';
import type { SignIn, Target } from '../personalities/sign-in.js';
import { Refusal } from '../refusals/refusal.js';
import type { SignInErrors } from '../refusals/sign-in-errors.js';
import type { ReturnAddress } from './return-address.js';

/** RFC 7636 §4.2: a SHA-256 in base64url. */
const CHALLENGE = /^[\w-]{43}$/;

/** OpenID Connect Core §3.1.2.1. Everybody signs in each time, so the others ask for what happens anyway. */
const PROMPTS: readonly string[] = ['none', 'login', 'consent', 'select_account'];

/** What a client wants to know and to do, once someone has signed in. */
export interface AuthorizationRequest {
  readonly identityScopes: readonly string[];
  readonly nonce?: string;
  readonly codeChallenge: string;
  readonly target?: Target;
  readonly loginHint?: string;
}

/**
 * RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect Core §3.1.2.1.
 * @throws Refusal that the client is told by a redirect
 */
export function readAuthorizationRequest(
  parameters: TokenParameters,
  { client }: ReturnAddress,
  signIn: SignIn,
  apis: readonly HostedApi[],
): AuthorizationRequest {
  const { errors } = signIn;
  // RFC 9101 §5; its parameters stand for all the others.
  if (parameters.has('request')) throw new Refusal(errors.request_object_unsupported);
  if (parameters.has('request_uri')) throw new Refusal(errors.request_uri_unsupported);
  const responseType = requireParameter(parameters, 'response_type', errors.request_parameter_missing);
  if (responseType !== 'code') throw new Refusal(errors.response_type_unsupported, responseType);
  const mode = parameters.get('response_mode') ?? 'query';
  if (mode !== 'query') throw new Refusal(errors.response_mode_unsupported, mode);
  const codeChallenge = readChallenge(parameters, errors);
  const target = signIn.target(parameters, client, apis);
  checkPrompt(parameters, errors);
  return {
    identityScopes: identityScopes(parameters),
    nonce: parameters.get('nonce'),
    codeChallenge,
    target,
    loginHint: parameters.get('login_hint'),
  };
}

/** A challenge without a method is `plain` (RFC 7636 §4.3), which shows the verifier to whoever sees the request. */
function readChallenge(parameters: TokenParameters, errors: SignInErrors): string {
  const challenge = requireParameter(parameters, 'code_challenge', errors.challenge_missing);
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (method !== 'S256' || !CHALLENGE.test(challenge)) throw new Refusal(errors.challenge_unsupported);
  return challenge;
}

function checkPrompt(parameters: TokenParameters, errors: SignInErrors): void {
  const prompts = (parameters.get('prompt') ?? '').split(' ').filter(Boolean);
  const isSilent = prompts.includes('none');
  if (!prompts.every((prompt) => PROMPTS.includes(prompt)) || (isSilent && prompts.length > 1)) {
    throw new Refusal(errors.prompt_invalid);
  }
  if (isSilent) throw new Refusal(errors.login_required);
}
