/**
 * Seconds for which an answer is used again, and so for which a revoked token may still work: long enough to spare the
 * issuer a request per request, short enough for a revocation to be felt at once by people.
 */
export const ANSWER_LASTS = 30;

/** Answers that are kept. */
export const MAX_ANSWERS = 1_000;

export interface IntrospectionLimits {
  /** Tokens that the issuer is asked about at the same time, however many are presented. */
  readonly inFlight: number;
  /** Tokens that wait for their turn; any further one is refused at once. */
  readonly queue: number;
  /** Faults in a row that open the breaker. */
  readonly failures: number;
  /** Milliseconds until an open breaker lets one request try. */
  readonly openFor: number;
}

export const INTROSPECTION_LIMITS: IntrospectionLimits = { inFlight: 32, queue: 32, failures: 5, openFor: 10_000 };
