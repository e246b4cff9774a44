export interface ResilienceOptions {
  /** Milliseconds for all attempts of one request, the waits between them included. */
  readonly total: number;
  readonly attempts: number;
  /** Milliseconds; the first wait is a random part of it, and it doubles with every attempt. */
  readonly firstWait: number;
  /** Milliseconds that a request waits because the provider told it to; longer than that, it fails at once. */
  readonly longestWait: number;
  /** Faults in a row that open the breaker. */
  readonly failures: number;
  /** Milliseconds until an open breaker lets one request try. */
  readonly openFor: number;
}

export const RESILIENCE: ResilienceOptions = {
  total: 10_000,
  attempts: 3,
  firstWait: 200,
  longestWait: 2_000,
  failures: 5,
  openFor: 10_000,
};
