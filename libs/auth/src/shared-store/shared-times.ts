/** Milliseconds. */
export interface SharedTimes {
  /** What one command may cost a caller; Redis is left alone from then on, until it answers a PING in time. */
  budget: number;
  /** For the TCP and TLS handshakes of one attempt to connect. */
  connect: number;
  /** The wait before the first new attempt to connect; it doubles up to the longest. */
  firstReconnect: number;
  longestReconnect: number;
  /** The end of a lock whose holder has died; a living one puts it off every third of it, up to `longestHold`. */
  lock: number;
  longestHold: number;
  /** The first wait between two looks at what the holder of the lock does; it doubles up to the longest. */
  firstLook: number;
  longestLook: number;
  /** For how long another instance is waited for before the provider is asked without it. */
  patience: number;
  /** For how long a failure can be seen by those who wait for it. */
  failure: number;
  /** How long nothing may be refused until Redis counts as well again. */
  steady: number;
}

/** `longestHold` and `patience` cover all attempts of a token request (`RESILIENCE.total`). */
export const SHARED_TIMES: SharedTimes = {
  budget: 100,
  connect: 1_000,
  firstReconnect: 100,
  longestReconnect: 5_000,
  lock: 3_000,
  longestHold: 12_000,
  firstLook: 25,
  longestLook: 200,
  patience: 12_000,
  failure: 2_000,
  steady: 30_000,
};
