import type { SigningKey } from '../keys/signing-key.js';

/** What a token is made of besides its grant. Times in seconds. */
export interface Issuance {
  readonly now: number;
  readonly lifetime: number;
  readonly issuer: string;
  readonly tenant: string;
  readonly key: SigningKey;
  readonly uuid: () => string;
}
