import type { Refusal } from '../../bearer/refusal.js';
import type { SharedStore } from '../../shared-store/connect-shared-store.js';
import type { IssuedToken, WantedToken } from '../token-requester.js';
import type { TokenNames } from './redis-names.js';
import { packFailure, unpackFailure } from './stored-failure.js';
import { goodFor, packToken, unpackToken } from './stored-token.js';

export interface Slot {
  /** Good to hand out to who asked. */
  readonly token?: IssuedToken;
  /** Of a request that ended after the first look. */
  readonly failure?: Refusal;
  readonly locked: boolean;
}

type Sealed = string | null | undefined;

/** What the instances tell each other about one token, as one request sees it. */
export class TokenSlot {
  private token: IssuedToken | undefined;
  private sealedToken: Sealed;
  private sealedFailure: Sealed;

  constructor(
    private readonly wanted: WantedToken,
    private readonly names: TokenNames,
    private readonly shared: SharedStore,
  ) {}

  /** @returns `undefined` when Redis does not answer */
  async look(): Promise<Slot | undefined> {
    const { token, failure, lock } = this.names;
    const answer = await this.shared.redis.ask('read', (client) => client.mGet([token, failure, lock]));
    if (!answer) return undefined;
    const [sealedToken, sealedFailure, owner] = answer;
    return { token: this.usable(sealedToken), failure: this.recent(sealedFailure), locked: typeof owner === 'string' };
  }

  /** Until its renewal is due; a token that is due at once is not kept. */
  async keepToken(token: IssuedToken): Promise<void> {
    const milliseconds = goodFor(token, this.shared.clock.now());
    if (milliseconds > 0) await this.write(this.names.token, packToken(token), milliseconds);
  }

  async keepFailure(error: unknown): Promise<void> {
    const failure = packFailure(error);
    if (failure) await this.write(this.names.failure, failure, this.shared.times.failure);
  }

  private usable(sealed: Sealed): IssuedToken | undefined {
    const { sealed: lists, clock } = this.shared;
    if (sealed !== this.sealedToken) {
      this.sealedToken = sealed;
      this.token = lists.open(this.names.token, sealed, unpackToken);
    }
    const { token } = this;
    const usable = token && token.accessToken !== this.wanted.rejected && goodFor(token, clock.now()) > 0;
    return usable ? token : undefined;
  }

  /** What was there at the first look is the answer to somebody else: failures are not kept. */
  private recent(sealed: Sealed): Refusal | undefined {
    const before = this.sealedFailure;
    this.sealedFailure = sealed;
    if (before === undefined || sealed === before) return undefined;
    return this.shared.sealed.open(this.names.failure, sealed, unpackFailure);
  }

  private async write(name: string, list: readonly unknown[], value: number): Promise<void> {
    const text = this.shared.sealed.close(name, list);
    await this.shared.redis.ask('write', (client) => client.set(name, text, { expiration: { type: 'PX', value } }));
  }
}
