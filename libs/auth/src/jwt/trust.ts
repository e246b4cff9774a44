import type { Reason } from '../telemetry/reasons.js';
import type { TokenContents } from './compact-token.js';

/** What is accepted from one issuer. A provider has one trust per issuer it signs with. */
export interface Trust {
  /** Name of the provider instance, such as `azure` or `partner`. */
  readonly provider: string;
  /** Exact `iss` value. */
  readonly issuer: string;
  /** Where the issuer's metadata is. */
  readonly discoveryUrl: string;
  /** Key set that is used as it is, without discovery. */
  readonly jwksUrl?: string;
  /** Accepted `alg` values, asymmetric only. */
  readonly algorithms: readonly string[];
  /** Accepted `typ` values in lower case without `application/` (RFC 7515 §4.1.9); `none` stands for an absent one. */
  readonly types: readonly string[];
  /** Accepted `aud` values, every form of each. */
  readonly audiences: readonly string[];
  /** Every form under which this issuer names an API. */
  readonly audienceForms: (audience: string) => readonly string[];
  /** Let in tokens for any audience, or with none. */
  readonly relaxAudience: boolean;
  /** Let in tokens that carry no `aud` at all. */
  readonly audienceOptional: boolean;
  /** The claims that may name the client; the first one present does. */
  readonly clientClaims: readonly string[];
  /** Whether every token must be bound to a key of its client (RFC 9449, RFC 8705), or may be. */
  readonly senderConstrained: 'accepted' | 'required';
  /** Client ids that may call; any when absent. */
  readonly callers?: readonly string[];
  /** Claims whose words become permissions; a dot goes into an object. */
  readonly permissionClaims: readonly string[];
  readonly requiredClaims: readonly string[];
  /** Seconds. */
  readonly clockTolerance: number;
  /** Checks that only this kind of provider has. */
  readonly rules: readonly Rule[];
}

export interface RuleContext {
  readonly trust: Trust;
  /** Seconds since the epoch. */
  readonly now: number;
  /** Accepted `aud` values when the route asks for its own audience instead of the provider's. */
  readonly routeAudiences?: readonly string[];
}

/** One thing that a token must satisfy: to verify is to ask whether it is broken, to explain is to ask for all of it. */
export interface Rule {
  /** What it is about, in a word or two: `audience`. */
  readonly about: string;
  /** Where it is written: an RFC, or a vendor's page. */
  readonly source: string;
  /** Whether there is anything to look at: what is missing or of another type is for the rules before it to say. */
  applies?(token: TokenContents): boolean;
  /** Why a token breaks it; `undefined` when it is in order. */
  broken(token: TokenContents, context: RuleContext): Reason | undefined;
  /** What was wanted, and what came. For operators, never for a response. */
  expected(token: TokenContents, context: RuleContext): string;
  actual(token: TokenContents, context: RuleContext): string;
}

export interface Finding {
  readonly reason: Reason;
  readonly expected: string;
  readonly actual: string;
}
