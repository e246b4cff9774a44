/** The issuer's own clock: an injected time source that can be put wrong on purpose. */
export class IssuerClock {
  /** Seconds this clock is ahead; negative when it is behind. */
  skew = 0;

  /** @param trueTime milliseconds since the epoch */
  constructor(readonly trueTime: () => number) {}

  /** Whole seconds since the epoch, as in a NumericDate (RFC 7519 §2). */
  seconds(): number {
    return Math.floor(this.trueTime() / 1000 + this.skew);
  }

  date(): Date {
    return new Date(this.seconds() * 1000);
  }
}
