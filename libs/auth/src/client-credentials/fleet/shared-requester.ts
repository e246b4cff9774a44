import { setTimeout } from 'node:timers/promises';
import type { SharedStore } from '../../shared-store/connect-shared-store.js';
import type { IssuedToken, TokenRequester, WantedToken } from '../token-requester.js';
import { lookIntervals } from './look-intervals.js';
import { tokenNames } from './redis-names.js';
import { SharedLock } from './shared-lock.js';
import { TokenSlot } from './token-slot.js';

/**
 * One request to the provider between all instances: one of them asks, the others wait for its token or its failure.
 * Without Redis each of them asks for itself.
 */
export class SharedRequester implements TokenRequester {
  constructor(
    private readonly inner: TokenRequester,
    private readonly shared: SharedStore,
  ) {}

  async request(wanted: WantedToken, signal?: AbortSignal): Promise<IssuedToken> {
    const { redis, clock, times, random } = this.shared;
    const names = tokenNames(wanted.key);
    const slot = new TokenSlot(wanted, names, this.shared);
    const lock = new SharedLock(names.lock, redis, times);
    const patientUntil = clock.monotonic() + times.patience;

    for (const wait of lookIntervals(times, random)) {
      const seen = await slot.look();
      signal?.throwIfAborted();
      if (seen?.token) return seen.token;
      if (seen?.failure) throw seen.failure;
      if (!seen || clock.monotonic() >= patientUntil) break;

      const taken = seen.locked ? false : await lock.take();
      if (taken === undefined) break;
      if (taken) return this.hold(lock, slot, wanted, signal);
      await setTimeout(wait, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
    return this.ask(slot, wanted, signal);
  }

  private async hold(
    lock: SharedLock,
    slot: TokenSlot,
    wanted: WantedToken,
    signal?: AbortSignal,
  ): Promise<IssuedToken> {
    const stopKeeping = lock.keep();
    try {
      // Who held it before may have finished between the look and the lock.
      const seen = await slot.look();
      signal?.throwIfAborted();
      if (seen?.token) return seen.token;
      if (seen?.failure) throw seen.failure;
      return await this.ask(slot, wanted, signal);
    } finally {
      stopKeeping();
      await lock.release();
    }
  }

  private async ask(slot: TokenSlot, wanted: WantedToken, signal?: AbortSignal): Promise<IssuedToken> {
    const asked = this.inner.request(wanted, signal);
    await asked.then(
      (token) => slot.keepToken(token),
      (error: unknown) => slot.keepFailure(error),
    );
    return asked;
  }
}
