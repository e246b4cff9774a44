import type { CompactToken } from '../jwt/compact-token.js';
import type { TrustedIssuer } from '../jwt/trusted-issuers.js';

/** What the guard hands to the strategy of a request. */
export interface PresentedToken {
  readonly token: CompactToken;
  readonly issuer: TrustedIssuer;
  readonly routeAudiences?: readonly string[];
}

const presented = new WeakMap<object, PresentedToken>();

export function present(request: object, token: PresentedToken): void {
  presented.set(request, token);
}

export function presentedToken(request: object): PresentedToken {
  const token = presented.get(request);
  if (!token) throw new Error('A bearer strategy runs behind BearerGuard only');
  return token;
}
