import type { CompactToken } from '../jwt/compact-token.js';
import type { TrustedIssuer } from '../jwt/trusted-issuers.js';

/** What the guard hands to the strategy of a request. */
export interface PresentedToken {
  readonly token: string;
  /** SHA-256, hex. */
  readonly digest: string;
  /** The token taken apart; absent for an opaque one, which its issuer is asked about. */
  readonly jwt?: CompactToken;
  readonly issuer: TrustedIssuer;
  /** The audience that the route asks for instead of the provider's, and every form of it. */
  readonly audience?: string;
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
