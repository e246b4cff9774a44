import type { KeyObject } from 'node:crypto';
import { Refusal } from '../bearer/refusal.js';
import type { Clock } from '../outbound/clock.js';
import { OutboundError } from '../outbound/outbound-error.js';
import { SingleFlight } from '../outbound/single-flight.js';
import { beside } from '../telemetry/tracing.js';
import type { CompactToken } from './compact-token.js';
import type { KeyEntries } from './load-keys.js';
import { PublishedKeys } from './published-keys.js';

export interface KeySetTimes {
  /** From this age on the set is fetched anew beside the requests. */
  refreshAfter: number;
  /** A withdrawn key stops working at this age at the latest, while the provider answers. */
  maxAge: number;
  /** How much longer the last good keys serve while the provider does not answer. */
  maxStale: number;
  /** The least time between two fetches for an unknown `kid`. */
  cooldown: number;
  /** The longest time after a failed fetch, unless the provider names another; the least is five sixths of it. */
  retryAfter: number;
}

/** Milliseconds. */
export const KEY_SET_TIMES: KeySetTimes = {
  refreshAfter: 5 * 60_000,
  maxAge: 10 * 60_000,
  maxStale: 60 * 60_000,
  cooldown: 30_000,
  retryAfter: 5_000,
};

/** One issuer's public keys: fetched when first needed, kept fresh, and kept for a while when the provider is down. */
export class KeySet {
  private held?: { keys: PublishedKeys; fetchedAt: number; text: string };
  /** Another one after every change of the published keys. */
  version = 0;
  private lastFailure?: { cause: OutboundError; retryAt: number };
  private lastSearch = Number.NEGATIVE_INFINITY;
  private readonly flight = new SingleFlight<void>();

  constructor(
    private readonly load: () => Promise<KeyEntries>,
    private readonly clock: Clock,
    private readonly onFailure: (error: OutboundError, usable: boolean) => void,
    private readonly times: KeySetTimes = KEY_SET_TIMES,
    private readonly random: () => number = Math.random,
  ) {}

  /**
   * The keys that may have signed a token with this header: one as a rule, several where the header names none.
   *
   * @throws {Refusal} `keys_unavailable` (never a 401 when the provider is at fault) or `key_unknown`
   */
  async candidates(header: CompactToken['header']): Promise<KeyObject[]> {
    await this.makeUsable();
    const keys = this.matching(header);
    if (keys.length > 0) return keys;

    await this.search();
    const found = this.matching(header);
    if (found.length > 0) return found;
    if (this.lastFailure) throw this.unavailable();
    throw new Refusal('key_unknown', { expected: 'a kid of the published key set', actual: 'no such key' });
  }

  /** They are at hand, and need no refresh yet. */
  get fresh(): boolean {
    return this.age() < this.times.refreshAfter;
  }

  /** Resolves when keys are at hand. @throws {Refusal} `keys_unavailable` */
  async makeUsable(): Promise<void> {
    if (this.fresh) return;
    const age = this.age();
    const refresh = async () => {
      if (this.mayFetch()) await this.flight.run('keys', () => this.fetchKeys());
    };
    if (age < this.times.maxAge) {
      void beside(refresh);
      return;
    }
    await refresh();
    if (this.age() >= this.times.maxAge + this.times.maxStale) throw this.unavailable();
  }

  /** They are older than they should be: the provider does not answer. */
  get stale(): boolean {
    return this.age() >= this.times.maxAge;
  }

  /** Milliseconds since the keys were fetched; infinite before. */
  age(): number {
    return this.held ? this.clock.monotonic() - this.held.fetchedAt : Number.POSITIVE_INFINITY;
  }

  /** Names of the keys that are at hand (RFC 7517 §4.5). */
  get kids(): readonly string[] {
    return this.held?.keys.kids ?? [];
  }

  private mayFetch(): boolean {
    return !this.lastFailure || this.clock.monotonic() >= this.lastFailure.retryAt;
  }

  /** Looks for keys that are not held yet, at most once per cooldown, also when that fails. */
  async search(): Promise<void> {
    const now = this.clock.monotonic();
    // A rotated key has many first tokens at once: a fetch that is under way may bring it to all of them.
    if (!this.mayFetch() || now - this.lastSearch < this.times.cooldown) return this.flight.current('keys');
    this.lastSearch = now;
    await this.flight.run('keys', () => this.fetchKeys());
  }

  private async fetchKeys(): Promise<void> {
    try {
      const entries = await this.load();
      const text = JSON.stringify(entries);
      const changed = text !== this.held?.text;
      if (changed) this.version += 1;
      // Unchanged keys stay imported.
      const keys = this.held && !changed ? this.held.keys : new PublishedKeys(entries);
      this.held = { keys, fetchedAt: this.clock.monotonic(), text };
      this.lastFailure = undefined;
    } catch (error) {
      const cause =
        error instanceof OutboundError ? error : new OutboundError('invalid', 'Unusable key set', { cause: error });
      const { retryAfter } = cause.details;
      // Instances that failed together do not all come back together.
      const patience = this.times.retryAfter * (1 - this.random() / 6);
      const wait = retryAfter === undefined ? patience : Math.max(retryAfter, 1) * 1000;
      this.lastFailure = { cause, retryAt: this.clock.monotonic() + wait };
      this.onFailure(cause, this.age() < this.times.maxAge + this.times.maxStale);
    }
  }

  private matching(header: CompactToken['header']): KeyObject[] {
    return this.held?.keys.matching(header) ?? [];
  }

  private unavailable(): Refusal {
    const left = this.lastFailure ? this.lastFailure.retryAt - this.clock.monotonic() : 0;
    return new Refusal('keys_unavailable', {
      cause: this.lastFailure?.cause,
      actual: this.lastFailure?.cause.message,
      retryAfter: Math.max(1, Math.ceil(left / 1000)),
    });
  }
}
