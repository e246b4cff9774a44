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

export interface Finding {
  readonly reason: Reason;
  readonly expected: string;
  readonly actual: string;
}

/** Looks at one thing of a token; silent when it is in order. */
export type Rule = (token: TokenContents, context: RuleContext) => Finding | undefined;
