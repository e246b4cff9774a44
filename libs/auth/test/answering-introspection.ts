import type { Refusal } from '../src/bearer/refusal.js';
import type { Claims } from '../src/jwt/compact-token.js';
import type { Introspection } from '../src/jwt/introspection.js';

export const CLAIMS: Claims = { sub: 'caller', client_id: 'caller', exp: 2_000_000_000 };

/** An issuer that answers as a spec says, and remembers what it was asked. */
export class AnsweringIntrospection implements Introspection {
  readonly asked: string[] = [];
  answer: Claims | (() => Refusal) | Promise<Claims> = CLAIMS;

  async claimsOf(token: string): Promise<Claims> {
    this.asked.push(token);
    if (typeof this.answer === 'function') throw this.answer();
    return this.answer;
  }
}
