import { createSecretKey, randomBytes } from 'node:crypto';
import { SharedRequester } from '../src/client-credentials/fleet/shared-requester.js';
import type { IssuedToken, TokenRequester, WantedToken } from '../src/client-credentials/token-requester.js';
import {
  connectSharedStore,
  type SharedStore,
  type SharedStoreOptions,
} from '../src/shared-store/connect-shared-store.js';
import { type AuthEvent, AuthEvents } from '../src/telemetry/auth-events.js';
import { ManualClock } from './manual-clock.js';

const fleets = new Set<TokenFleet>();

afterEach(async () => {
  await Promise.all([...fleets].map((fleet) => fleet.end()));
  fleets.clear();
});

type Answer = (wanted: WantedToken, signal?: AbortSignal) => Promise<IssuedToken>;

/** The instances of a service, each with its connection to one Redis, and the provider that they ask. */
export class TokenFleet implements TokenRequester {
  readonly clock = new ManualClock();
  readonly keys = [createSecretKey(randomBytes(32))] as const;
  readonly heard: AuthEvent[] = [];
  readonly stores: SharedStore[] = [];
  /** How often the provider was asked. */
  asked = 0;
  answer: Answer = async () => this.token();

  /** The budget is one that a busy machine keeps, where a spec is not about it. */
  constructor(
    readonly url: string,
    private readonly times: SharedStoreOptions['times'] = {},
  ) {
    fleets.add(this);
  }

  /** What the provider answers by itself: an hour, numbered. */
  token(changes: Partial<IssuedToken> = {}): IssuedToken {
    return {
      accessToken: `token ${this.asked}`,
      lifetime: 3600,
      expiresAt: this.clock.now() + 3600_000,
      scope: undefined,
      ...changes,
    };
  }

  async request(wanted: WantedToken, signal?: AbortSignal): Promise<IssuedToken> {
    this.asked += 1;
    return this.answer(wanted, signal);
  }

  async joinStore(changes: Partial<SharedStoreOptions> = {}): Promise<SharedStore> {
    const events = new AuthEvents();
    events.listen((event) => this.heard.push(event));
    const store = await connectSharedStore({
      url: this.url,
      keys: this.keys,
      clock: this.clock,
      events,
      ...changes,
      times: { budget: 5_000, longestReconnect: 200, ...this.times, ...changes.times },
    });
    this.stores.push(store);
    return store;
  }

  /** One more instance. */
  async join(changes: Partial<SharedStoreOptions> = {}): Promise<TokenRequester> {
    return new SharedRequester(this, await this.joinStore(changes));
  }

  joinMany(count: number): Promise<TokenRequester[]> {
    return Promise.all(Array.from({ length: count }, () => this.join()));
  }

  async end(): Promise<void> {
    await Promise.all(this.stores.map((store) => store.close()));
  }
}

/** A request for the token of this key. */
export function wantedToken(key: string, rejected?: string): WantedToken {
  return { key, parameters: { scope: 'read:students' }, rejected };
}

/** A promise, and what ends it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
