import type { TokenParameters } from '../clients/token-request.js';
import type { IssuerState } from '../issuer-state.js';
import type { Grant, IssuedToken, PersonalityName } from '../personalities/personality.js';
import { PERSONALITIES } from '../personalities/registry.js';
import { draftToken } from '../tokens/draft-token.js';
import { writeToken } from '../tokens/write-token.js';

/** The access token for a grant, by the personality whose token it is. */
export async function accessTokenFor(
  personality: PersonalityName,
  grant: Grant,
  parameters: TokenParameters,
  state: IssuerState,
): Promise<IssuedToken> {
  const issuer = PERSONALITIES[personality].tokenPersonality?.(grant) ?? personality;
  const key = await state.keyRings[issuer].current();
  const { draft, lifetime } = draftToken(issuer, grant, key, state);
  const accessToken = await writeToken(issuer, grant, draft, key, state);
  return { accessToken, claims: draft.claims, lifetime, grant, parameters };
}
