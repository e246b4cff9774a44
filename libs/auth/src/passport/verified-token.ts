import { tokenName } from '../bearer/token-digest.js';
import { audienceAccepted } from '../jwt/audience.js';
import type { TrustedIssuer } from '../jwt/trusted-issuers.js';
import { type Confirmation, confirmationOf } from '../proof-of-possession/confirmation.js';
import type { Caller } from '../telemetry/auth-events.js';
import type { PresentedToken } from './presented-token.js';
import type { Principal } from './principal.js';

/** A token that is believed, and what is said of it at every use. */
export interface VerifiedToken {
  readonly principal: Principal;
  readonly issuer: TrustedIssuer;
  /** Let in only because the audience check is relaxed. */
  readonly relaxed: boolean;
  /** The key that its sender must prove. */
  readonly confirmation?: Confirmation;
  readonly caller: Caller;
}

/** @throws {Refusal} the token is bound in a way that cannot be checked */
export function verifiedToken({ digest, issuer, routeAudiences }: PresentedToken, principal: Principal): VerifiedToken {
  const { claims, provider, clientId, subject, tokenId, permissions } = principal;
  return {
    principal,
    issuer,
    // Only a relaxed check lets an audience through that is not accepted.
    relaxed: !audienceAccepted(claims.aud, issuer.trust, routeAudiences),
    confirmation: confirmationOf(claims),
    caller: { provider, token: tokenId ?? tokenName(digest), clientId, subject, held: [...permissions] },
  };
}
