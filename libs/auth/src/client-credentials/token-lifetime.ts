const WITHOUT_EXPIRES_IN = 300;
const LONGEST = 86_400;

/** How many seconds a token is kept for: 300 without `expires_in`, a day at the most. */
export function lifetimeSeconds(expiresIn: number | undefined): number {
  return Math.min(expiresIn ?? WITHOUT_EXPIRES_IN, LONGEST);
}

/** Seconds before its end from which on a token is renewed: a minute, at most a tenth of its lifetime. */
export function renewalMargin(lifetime: number): number {
  return Math.min(60, lifetime / 10);
}
