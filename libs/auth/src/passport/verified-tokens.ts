import { LRUCache } from 'lru-cache';
import type { TrustedIssuer } from '../jwt/trusted-issuers.js';
import type { Clock } from '../outbound/clock.js';
import type { Principal } from './principal.js';

export interface VerifiedToken {
  readonly principal: Principal;
  readonly issuer: TrustedIssuer;
  /** Let in only because the audience check is relaxed. */
  readonly relaxed: boolean;
}

const MAX_TOKENS = 5_000;

/**
 * Tokens that were verified before, by their digest: the token itself is neither kept nor compared byte by byte. Only
 * successes are kept, and what can change is checked at every use: the time, and the issuer's keys.
 */
export class VerifiedTokens {
  private readonly tokens = new LRUCache<string, VerifiedToken & { readonly keyVersion: number }>({ max: MAX_TOKENS });

  constructor(private readonly clock: Clock) {}

  /** @throws {Refusal} `keys_unavailable`: the keys are too old, and the provider does not answer */
  async recall(digest: string, routeAudience?: string): Promise<VerifiedToken | undefined> {
    const name = nameOf(digest, routeAudience);
    const known = this.tokens.get(name);
    if (!known) return undefined;
    const { keys } = known.issuer;
    await keys.makeUsable();
    if (keys.version === known.keyVersion && !this.isOver(known)) return known;
    this.tokens.delete(name);
    return undefined;
  }

  keep(token: VerifiedToken, digest: string, routeAudience?: string): void {
    this.tokens.set(nameOf(digest, routeAudience), { ...token, keyVersion: token.issuer.keys.version });
  }

  private isOver({ principal, issuer }: VerifiedToken): boolean {
    return principal.expiresAt.getTime() + issuer.trust.clockTolerance * 1000 <= this.clock.now();
  }
}

/** For a route with an audience of its own, it is another question. */
function nameOf(digest: string, routeAudience = ''): string {
  return `${digest} ${routeAudience}`;
}
