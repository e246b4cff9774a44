import { createHash, randomBytes } from 'node:crypto';
import type { JsonObject } from '../personalities/json-object.js';

const CAPACITY = 10_000;

/** What is remembered of tokens: the claims of the last 10,000 opaque ones, and the last 10,000 JWTs that were revoked. */
export class IssuedTokens {
  private readonly opaque = new Map<string, JsonObject>();
  private readonly revoked = new Map<string, true>();

  constructor(private readonly capacity = CAPACITY) {}

  /** @returns the opaque token: 256 random bits */
  keep(claims: JsonObject): string {
    const token = randomBytes(32).toString('base64url');
    // As they would be in a JWT: without members that are `undefined`, and nobody else's to change.
    this.remember(this.opaque, token, JSON.parse(JSON.stringify(claims)));
    return token;
  }

  /** The claims of an opaque token. */
  find(token: string): JsonObject | undefined {
    return this.opaque.get(token);
  }

  revoke(token: string): void {
    if (!this.opaque.delete(token)) this.remember(this.revoked, signedPart(token), true);
  }

  isRevoked(jwt: string): boolean {
    return this.revoked.has(signedPart(jwt));
  }

  private remember<Value>(memory: Map<string, Value>, key: string, value: Value): void {
    memory.set(key, value);
    const [oldest] = memory.keys();
    if (oldest !== undefined && memory.size > this.capacity) memory.delete(oldest);
  }
}

/** A digest of what the signature covers, since one signature can be written in several ways. */
function signedPart(jwt: string): string {
  return createHash('sha256').update(jwt.split('.').slice(0, 2).join('.')).digest('base64');
}
