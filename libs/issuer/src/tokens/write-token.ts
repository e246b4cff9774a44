import type { IssuerState } from '../issuer-state.js';
import type { SigningKey } from '../keys/signing-key.js';
import type { Grant, PersonalityName } from '../personalities/personality.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { TokenDraft } from '../personalities/token-draft.js';
import { forgeToken, needsForging } from './forge-token.js';
import { signToken } from './sign-token.js';

/** A JWT; for an API that wants it opaque, and where it can be introspected, a reference instead. */
export async function writeToken(
  name: PersonalityName,
  { api }: Grant,
  draft: TokenDraft,
  key: SigningKey,
  { issuedTokens }: IssuerState,
): Promise<string> {
  const isOpaque = api.tokenFormat === 'opaque' && PERSONALITIES[name].paths.introspection !== undefined;
  if (isOpaque) return issuedTokens.keep(draft.claims);
  return needsForging(draft) ? forgeToken(draft, key) : signToken(draft, key);
}
