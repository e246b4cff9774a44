import { LRUCache } from 'lru-cache';
import { Refusal } from '../bearer/refusal.js';
import type { Clock } from '../outbound/clock.js';
import { SingleFlight } from '../outbound/single-flight.js';
import { untilAborted } from '../outbound/until-aborted.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import { cacheKey } from './cache-key.js';
import type { TokenEndpoint } from './token-endpoint.js';
import { renewalMargin } from './token-lifetime.js';
import type { AcquiredToken, TokenRequest, TokenSource } from './token-source.js';
import type { IssuedToken, TokenWire } from './token-wire.js';

interface HeldToken extends IssuedToken {
  /** On the monotonic clock, milliseconds. */
  readonly renewAt: number;
  readonly endsAt: number;
}

const MAX_TOKENS = 1_000;

/** Keeps tokens in memory until shortly before they end, and asks for each only once at a time. */
export class CachedTokenSource implements TokenSource {
  private readonly tokens = new LRUCache<string, HeldToken>({ max: MAX_TOKENS });
  private readonly flight = new SingleFlight<HeldToken>();

  constructor(
    private readonly endpoint: TokenEndpoint,
    private readonly wire: TokenWire,
    private readonly clock: Clock,
    private readonly events: AuthEvents,
  ) {}

  async get(request: TokenRequest = {}, { signal }: { signal?: AbortSignal } = {}): Promise<AcquiredToken> {
    const parameters = this.endpoint.parameters(request);
    const key = cacheKey(this.endpoint, parameters);
    const held = this.tokens.get(key);
    const now = this.clock.monotonic();
    if (held && now < held.renewAt) return this.handOut(held, 'hit');

    const usable = held && now < held.endsAt;
    const outcome = usable ? 'refresh' : 'miss';
    try {
      const asked = this.flight.run(key, () => this.ask(key, parameters, outcome));
      return this.handOut(await untilAborted(asked, signal), outcome);
    } catch (error) {
      // A provider that is down, or no longer takes the secret, costs nothing while the token in hand is still good.
      if (usable && error instanceof Refusal) return this.handOut(held, 'hit');
      throw error;
    }
  }

  private async ask(key: string, parameters: Readonly<Record<string, string>>, outcome: 'miss' | 'refresh') {
    const { provider } = this.endpoint;
    // Measured from before the request: `expires_in` counts from when the provider made the token (RFC 6749 §5.1).
    const askedAt = this.clock.monotonic();
    try {
      const issued = await this.wire.request(parameters);
      const endsAt = askedAt + issued.lifetime * 1000;
      const held = { ...issued, endsAt, renewAt: endsAt - renewalMargin(issued.lifetime) * 1000 };
      this.tokens.set(key, held);
      this.events.emit('token_issued', { provider, outcome, expiresIn: issued.lifetime });
      return held;
    } catch (error) {
      if (error instanceof Refusal) {
        const { reason, error: code, actual } = error;
        this.events.emit('token_failed', { provider, reason, code, actual });
      }
      throw error;
    }
  }

  private handOut({ accessToken, scope, endsAt }: HeldToken, outcome: AcquiredToken['outcome']): AcquiredToken {
    const expiresIn = Math.max(0, Math.floor((endsAt - this.clock.monotonic()) / 1000));
    return { accessToken, expiresIn, scope, outcome };
  }
}
