import type { JWK } from 'jose';
import { KEY_SET_TIMES, KeySet } from '../src/jwt/key-set.js';
import type { KeyEntries } from '../src/jwt/load-keys.js';
import { OutboundError } from '../src/outbound/outbound-error.js';
import { ManualClock } from './manual-clock.js';

export const DOWN = new OutboundError('unreachable', 'https://op.example cannot be reached (ECONNREFUSED)');

/** A provider that publishes keys, and the key set that reads them. */
export class KeyProvider {
  readonly clock = new ManualClock();
  /** How often the keys were asked for. */
  loads = 0;
  /** What the key set told of failures: the message, and whether older keys still serve. */
  readonly failures: [string, boolean][] = [];
  /** What the provider answers: keys, an error, or something that is still to come. */
  answer: readonly JWK[] | Error | Promise<readonly JWK[]>;

  readonly keySet = new KeySet(
    async () => {
      this.loads += 1;
      if (this.answer instanceof Error) throw this.answer;
      return (await this.answer) as KeyEntries;
    },
    this.clock,
    ({ message }, usable) => this.failures.push([message, usable]),
    KEY_SET_TIMES,
    () => 0,
  );

  constructor(...keys: JWK[]) {
    this.answer = keys;
  }

  /** How the key set answers for a token with this kid: the number of keys found, or the reason of the refusal. */
  async find(kid: string | undefined): Promise<number | string> {
    return this.keySet.candidates({ alg: 'ES256', ...(kid !== undefined && { kid }) }).then(
      (keys) => keys.length,
      (refusal) => refusal.reason,
    );
  }
}
