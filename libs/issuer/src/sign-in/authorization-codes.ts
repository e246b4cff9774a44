import type { RegisteredClient } from '../options.js';
import type { PersonalityName } from '../personalities/personality.js';
import type { SignedIn, Target } from '../personalities/sign-in.js';
import { SecretValues } from './secret-values.js';

/** RFC 6749 §4.1.2 wants it short. */
const CODE_SECONDS = 60;

/** A code that comes again is noticed for longer than it is good. */
const REMEMBERED_SECONDS = 600;

const CAPACITY = 10_000;

/** What a code stands for, and what it is bound to. */
export interface AuthorizedSignIn {
  readonly personality: PersonalityName;
  readonly clientId: RegisteredClient['id'];
  /** That of the authorization request. */
  readonly redirectUri: string;
  /** RFC 7636 §4.2, S256. */
  readonly codeChallenge: string;
  readonly signedIn: SignedIn;
  readonly target?: Target;
}

/** A code that was given out. */
export interface CodeEntry {
  readonly authorized: AuthorizedSignIn;
  /** Seconds since the epoch. */
  readonly exp: number;
  isUsed: boolean;
  isReplayed: boolean;
  /** What it was exchanged for. */
  accessToken?: string;
}

/** The authorization codes of an issuer: good once, for a minute. Times in seconds. */
export class AuthorizationCodes {
  private readonly entries = new SecretValues<CodeEntry>(REMEMBERED_SECONDS, CAPACITY);

  issue(authorized: AuthorizedSignIn, now: number): string {
    return this.entries.keep({ authorized, exp: now + CODE_SECONDS, isUsed: false, isReplayed: false }, now);
  }

  /** Also a code that is not good any more. */
  find(code: string, now: number): CodeEntry | undefined {
    return this.entries.find(code, now);
  }
}
