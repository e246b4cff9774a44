import type { PersonalityName } from '../personalities/personality.js';
import type { AuthorizationRequest } from './authorization-request.js';
import type { ReturnAddress } from './return-address.js';

/** Seconds a form may be filled in. */
export const SIGN_IN_SECONDS = 600;

export const SIGN_IN_CAPACITY = 1_000;

/** A sign-in that waits for the person. */
export interface PendingSignIn {
  readonly personality: PersonalityName;
  readonly address: ReturnAddress;
  readonly request: AuthorizationRequest;
  /** What the last attempt gave as the username, which the password was wrong for. */
  wrongUsername?: string;
}
