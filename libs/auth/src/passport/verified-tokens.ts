import { LRUCache } from 'lru-cache';
import type { Clock } from '../outbound/clock.js';
import type { PresentedToken } from './presented-token.js';
import type { VerifiedToken } from './verified-token.js';

const MAX_TOKENS = 5_000;
/** Bytes. Claims are kept as objects, which take some four times as much as their text in a token. */
const MAX_SIZE = 32 * 1_048_576;
const sizeOf = (token: string) => 4 * token.length;

interface Entry {
  readonly verified: VerifiedToken;
  /** Of the issuer's key set, when the token was verified. */
  readonly keyVersion: number;
}

/**
 * Tokens that were verified before, by their digest: the token itself is neither kept nor compared byte by byte. Only
 * successes are kept, and what can change is checked at every use: the time, and the issuer's keys.
 */
export class VerifiedTokens {
  private readonly tokens = new LRUCache<string, Entry>({
    max: MAX_TOKENS,
    maxSize: MAX_SIZE,
  });

  constructor(private readonly clock: Clock) {}

  /** @throws {Refusal} `keys_unavailable`: the keys are too old, and the provider does not answer */
  async recall(digest: string, routeAudience?: string): Promise<VerifiedToken | undefined> {
    const name = nameOf(digest, routeAudience);
    const entry = this.tokens.get(name);
    if (!entry) return undefined;
    const { verified, keyVersion } = entry;
    const { keys } = verified.issuer;
    if (!keys.fresh) await keys.makeUsable();
    if (keys.version === keyVersion && !this.isOver(verified)) return verified;
    this.tokens.delete(name);
    return undefined;
  }

  keep(verified: VerifiedToken, { token, digest, audience }: PresentedToken): void {
    const entry = { verified, keyVersion: verified.issuer.keys.version };
    this.tokens.set(nameOf(digest, audience), entry, { size: sizeOf(token) });
  }

  private isOver({ principal, issuer }: VerifiedToken): boolean {
    return principal.expiresAt.getTime() + issuer.trust.clockTolerance * 1000 <= this.clock.now();
  }
}

/** For a route with an audience of its own, it is another question. */
function nameOf(digest: string, routeAudience = ''): string {
  return `${digest} ${routeAudience}`;
}
