import { createHash, timingSafeEqual } from 'node:crypto';
import { requireParameter, type TokenParameters } from '../clients/token-request.js';
import type { IssuerState } from '../issuer-state.js';
import type { RegisteredClient } from '../options.js';
import type { PersonalityName } from '../personalities/personality.js';
import type { SignIn } from '../personalities/sign-in.js';
import { Refusal } from '../refusals/refusal.js';
import type { CodeEntry } from './authorization-codes.js';
import { refuseReplay } from './code-use.js';

/** RFC 7636 §4.1 */
const VERIFIER = /^[\w.~-]{43,128}$/;

/**
 * The code of a token request, which stays good: only a request that gets tokens uses it up, or whoever found a code could
 * spoil it for its client (RFC 6749 §4.1.3, RFC 7636 §4.6).
 * @throws Refusal
 */
export function verifyCode(
  parameters: TokenParameters,
  client: RegisteredClient,
  personality: PersonalityName,
  { errors }: SignIn,
  state: IssuerState,
): CodeEntry {
  const now = state.clock.seconds();
  const code = requireParameter(parameters, 'code', errors.request_parameter_missing);
  const redirectUri = requireParameter(parameters, 'redirect_uri', errors.request_parameter_missing);
  const entry = state.authorizationCodes.find(code, now);
  if (!entry || entry.authorized.personality !== personality) throw new Refusal(errors.code_unknown);
  refuseReplay(entry, errors.code_used, state.issuedTokens);
  if (now >= entry.exp) throw new Refusal(errors.code_expired);
  const { authorized } = entry;
  if (authorized.clientId !== client.id) throw new Refusal(errors.code_of_another_client, client.id);
  if (authorized.redirectUri !== redirectUri) throw new Refusal(errors.code_redirect_uri_wrong, redirectUri);
  const resource = parameters.get('resource') ?? authorized.target?.resource;
  // RFC 8707 §2.2
  if (resource !== authorized.target?.resource) throw new Refusal(errors.code_resource_wrong, resource);
  const verifier = requireParameter(parameters, 'code_verifier', errors.verifier_missing);
  if (!isVerifiedBy(authorized.codeChallenge, verifier)) throw new Refusal(errors.verifier_wrong);
  return entry;
}

function isVerifiedBy(challenge: string, verifier: string): boolean {
  const digest = createHash('sha256').update(verifier).digest();
  return VERIFIER.test(verifier) && timingSafeEqual(digest, Buffer.from(challenge, 'base64url'));
}
