import type { KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import type { RegisteredClient } from '../../options.js';
import type { ClientAssertion } from './client-assertion.js';

/** The keys that may have signed an assertion. @param now seconds */
export type KeySource = (
  client: RegisteredClient,
  assertion: ClientAssertion,
  now: number,
) => readonly (JWK | KeyObject | Uint8Array)[];

/** How a vendor judges the assertions that clients sign themselves. Times in seconds. */
export interface AssertionRules {
  /** Of `private_key_jwt`. */
  readonly algorithms: readonly string[];
  /** Of `private_key_jwt`. */
  readonly keys: KeySource;
  /** The URLs of the personality that `aud` may be. */
  readonly audiences: ReadonlyArray<'issuer' | 'tokenUrl'>;
  /** Whether `aud` may also be an array of one. */
  readonly audienceInArray: boolean;
  /** How far ahead `exp` may be. */
  readonly longestLife: number;
  /** How far ahead `iat` and `nbf` may be. */
  readonly clockSkew: number;
  /** Whether `jti` is required and refused when it comes again. */
  readonly singleUse: boolean;
  /** Whether `client_id` is required beside the assertion, which names the client already (RFC 7521 §4.2). */
  readonly clientIdRequired: boolean;
}
