import { LRUCache } from 'lru-cache';
import { Refusal } from '../bearer/refusal.js';
import { tokenDigest, tokenName } from '../bearer/token-digest.js';
import type { Clock } from '../outbound/clock.js';
import { SingleFlight } from '../outbound/single-flight.js';
import { untilAborted } from '../outbound/until-aborted.js';
import type { AuthEventMap, AuthEvents } from '../telemetry/auth-events.js';
import { annotate, beside, linkTo, spanHere, traced } from '../telemetry/tracing.js';
import { cacheKey } from './cache-key.js';
import { boundFetch } from './dpop/bound-fetch.js';
import { scopeDifference } from './scope-difference.js';
import type { TokenEndpoint } from './token-endpoint.js';
import { bearerFetch } from './token-fetch.js';
import { renewalMargin } from './token-lifetime.js';
import type { IssuedToken, TokenRequester, WantedToken } from './token-requester.js';
import type { AcquiredToken, TokenOptions, TokenRequest, TokenSource } from './token-source.js';

interface HeldToken extends IssuedToken, Pick<AcquiredToken, 'tokenType' | 'fetch'> {
  /** On the monotonic clock, milliseconds. */
  readonly endsAt: number;
  renewAt: number;
}

/** A token that is in memory, for those who watch: seconds of its age, of its life, and until its renewal begins. */
export interface TokenState {
  /** The first 8 hex digits of its SHA-256. */
  readonly name: string;
  readonly scope?: string;
  readonly age: number;
  readonly remaining: number;
  readonly renewsIn: number;
}

const MAX_TOKENS = 1_000;

/**
 * Keeps tokens in memory and renews them beside the callers, who wait only when there is no valid token at all. Each
 * token is asked for only once at a time, and failures are never kept.
 */
export class CachedTokenSource implements TokenSource {
  private readonly tokens = new LRUCache<string, HeldToken>({ max: MAX_TOKENS });
  private readonly wanted = new LRUCache<string, WantedToken>({ max: MAX_TOKENS });
  private readonly flight = new SingleFlight<HeldToken>();
  /** The spans of the requests under way, when there are traces. */
  private readonly spans = new Map<string, ReturnType<typeof spanHere>>();
  private readonly about: { readonly 'portero.provider': string };

  constructor(
    private readonly endpoint: TokenEndpoint,
    private readonly requester: TokenRequester,
    private readonly clock: Clock,
    private readonly events: AuthEvents,
    private readonly random: () => number = Math.random,
  ) {
    this.about = { 'portero.provider': endpoint.provider };
  }

  get(request: TokenRequest = {}, options: TokenOptions = {}): Promise<AcquiredToken> {
    return traced('portero.token', this.about, () => this.find(request, options));
  }

  private async find(request: TokenRequest, { signal, rejected }: TokenOptions): Promise<AcquiredToken> {
    const words = JSON.stringify([request.scope, request.audience]);
    const wanted = this.wanted.get(words) ?? (await this.wantedBy(request, words));
    const held = this.tokens.get(wanted.key);
    const now = this.clock.monotonic();
    if (!held || held.accessToken === rejected || now >= held.endsAt) {
      this.tell(this.flight.current(wanted.key) ? 'coalesced' : 'miss', wanted);
      return this.handOut(await untilAborted(this.ask({ ...wanted, rejected }, 'miss'), signal), 'miss');
    }
    const outcome = now < held.renewAt ? 'hit' : 'refresh';
    this.tell(outcome, wanted);
    if (outcome === 'refresh') this.renewBeside(held, wanted);
    return this.handOut(held, outcome);
  }

  /** The tokens in memory that are still valid, the latest used first. */
  held(): TokenState[] {
    const now = this.clock.monotonic();
    const seconds = (until: number) => Math.max(0, until - now) / 1000;
    return [...this.tokens.values()]
      .filter(({ endsAt }) => now < endsAt)
      .map(({ accessToken, scope, lifetime, endsAt, renewAt }) => ({
        name: tokenName(tokenDigest(accessToken)),
        scope,
        age: Math.max(0, lifetime - seconds(endsAt)),
        remaining: seconds(endsAt),
        renewsIn: seconds(renewAt),
      }));
  }

  /** The next caller waits for another token. What instances share is not forgotten. */
  forget(): void {
    this.tokens.clear();
  }

  /** Worked out once for the same words: hashing costs more than all the rest of a cached get. */
  private async wantedBy(request: TokenRequest, words: string): Promise<WantedToken> {
    const parameters = this.endpoint.parameters(request);
    const bindingKey = await this.endpoint.bindingKey?.thumbprint();
    const wanted = { key: cacheKey(this.endpoint, parameters, bindingKey), parameters };
    this.wanted.set(words, wanted);
    return wanted;
  }

  /** A renewal that fails leaves the token in use, and the provider alone for a while. */
  private renewBeside(held: HeldToken, wanted: WantedToken): void {
    beside(() => this.ask({ ...wanted, rejected: held.accessToken }, 'refresh')).catch((error: unknown) => {
      const seconds = (error instanceof Refusal ? error.retryAfter : undefined) ?? 5;
      held.renewAt = this.clock.monotonic() + seconds * 1000;
    });
  }

  private ask(wanted: WantedToken, outcome: 'miss' | 'refresh'): Promise<HeldToken> {
    const about = { ...this.about, 'portero.scope': wanted.parameters.scope, 'portero.cache': outcome };
    return this.flight.run(wanted.key, () =>
      traced('portero.token.request', about, () => this.askOnce(wanted, outcome)),
    );
  }

  private async askOnce(wanted: WantedToken, outcome: 'miss' | 'refresh'): Promise<HeldToken> {
    const { provider } = this.endpoint;
    const wantedAt = this.clock.monotonic();
    const seconds = () => (this.clock.monotonic() - wantedAt) / 1000;
    this.spans.set(wanted.key, spanHere());
    try {
      const issued = await this.requester.request(wanted);
      const held = this.holdable(issued);
      this.tokens.set(wanted.key, held);
      const { lifetime: expiresIn, from = 'provider' } = issued;
      if (from === 'shared_store') annotate({ 'portero.from': from });
      this.events.emit('token_issued', { provider, outcome, from, expiresIn, seconds: seconds() });
      const difference = scopeDifference(wanted.parameters.scope, issued.scope);
      if (difference) this.events.emit('scope_differs', { provider, ...difference });
      return held;
    } catch (error) {
      if (error instanceof Refusal) {
        const { reason, error: code, actual } = error;
        this.events.emit('token_failed', { provider, reason, code, actual, seconds: seconds() });
      }
      throw error;
    } finally {
      this.spans.delete(wanted.key);
    }
  }

  /** Renewal begins at a random moment of one margin before the margin, so that a fleet does not renew at once. */
  private holdable(issued: IssuedToken): HeldToken {
    const endsAt = this.clock.monotonic() + issued.expiresAt - this.clock.now();
    const margin = renewalMargin(issued.lifetime) * 1000;
    return { ...issued, ...this.usable(issued), endsAt, renewAt: endsAt - margin * (1 + this.random()) };
  }

  private usable({ accessToken }: IssuedToken): Pick<AcquiredToken, 'tokenType' | 'fetch'> {
    const { bindingKey } = this.endpoint;
    return bindingKey
      ? { tokenType: 'DPoP', fetch: boundFetch(accessToken, bindingKey) }
      : { tokenType: 'Bearer', fetch: bearerFetch(accessToken) };
  }

  private tell(outcome: AuthEventMap['token_cache']['outcome'], { key, parameters }: WantedToken): void {
    this.events.emit('token_cache', { provider: this.endpoint.provider, outcome });
    annotate({ 'portero.scope': parameters.scope, 'portero.cache': outcome });
    if (outcome === 'coalesced') linkTo(this.spans.get(key));
  }

  private handOut(held: HeldToken, outcome: AcquiredToken['outcome']): AcquiredToken {
    const { accessToken, tokenType, scope, fetch, endsAt } = held;
    const expiresIn = Math.max(0, Math.floor((endsAt - this.clock.monotonic()) / 1000));
    return { accessToken, tokenType, expiresIn, scope, outcome, fetch };
  }
}
