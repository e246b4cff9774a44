import type { Reason } from '../telemetry/reasons.js';

/** What is said of one token. For operators: it shows expected values and claims, and neither signature nor token. */
export interface Explanation {
  /** Always what a guarded route would decide of a request that has this token, and no proof of possession. */
  readonly verdict: 'accepted' | 'refused' | 'unavailable';
  /** Of the first check that fails, in the order of the guard; absent when accepted. */
  readonly reason?: Reason;
  /** Names the token: the first 8 hex digits of its SHA-256. */
  readonly token: string;
  /** The provider instance whose issuer it is from; absent when that is none of the trusted. */
  readonly provider?: string;
  /** As far as they can be read, believed or not; an opaque token has claims only, its issuer's. */
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** All of them, in the order of the guard. */
  readonly checks: readonly Check[];
}

export interface Check {
  /** In a word or two: `audience`. */
  readonly about: string;
  /** `skipped` where there is nothing to look at, because of another check that fails. */
  readonly verdict: 'passed' | 'failed' | 'skipped';
  readonly expected: string;
  readonly actual: string;
  /** Where it is written: an RFC, or a vendor's page. */
  readonly source: string;
  /** Only when failed. */
  readonly reason?: Reason;
  /** What to do about it, with the variable or the console setting by name; only when failed. */
  readonly nextStep?: string;
}

/** What a route asks of its callers. */
export interface Demands {
  /** All of them. */
  readonly permissions?: readonly string[];
  /** Replaces the audiences of the provider. */
  readonly audience?: string;
  /** How the token is sent. Default `Bearer`. */
  readonly scheme?: 'Bearer' | 'DPoP';
}
