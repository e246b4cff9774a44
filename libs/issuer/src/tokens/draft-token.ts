import type { IssuerState } from '../issuer-state.js';
import type { SigningKey } from '../keys/signing-key.js';
import type { Issuance } from '../personalities/issuance.js';
import { endpointsAt } from '../personalities/paths.js';
import type { Grant, PersonalityName } from '../personalities/personality.js';
import { PERSONALITIES } from '../personalities/registry.js';
import type { TokenDraft } from '../personalities/token-draft.js';

/** @returns the draft and the seconds it is valid from now */
export function draftToken(
  name: PersonalityName,
  grant: Grant,
  key: SigningKey,
  state: IssuerState,
): { draft: TokenDraft; lifetime: number } {
  const issuance = issuanceOf(name, key, state);
  return { draft: PERSONALITIES[name].draft(grant, issuance), lifetime: issuance.lifetime };
}

/** A token that is made now. */
export function issuanceOf(name: PersonalityName, key: SigningKey, state: IssuerState): Issuance {
  const { site, clock, uuid } = state;
  const { paths, tokenLifetime } = PERSONALITIES[name];
  const { issuer } = endpointsAt(site.origin, paths, site.tenant);
  const lifetime = state.tokenLifetime ?? tokenLifetime;
  return { now: clock.seconds(), lifetime, issuer, tenant: site.tenant, key, uuid };
}
