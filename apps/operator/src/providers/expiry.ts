const WARNED_BEFORE = 14 * 86_400;

export interface Expiry {
  readonly is: 'over' | 'soon' | 'later';
  /** Seconds from now; negative: ago. */
  readonly left: number;
}

/** How a credential stands: one that ends within 14 days is to be renewed. */
export function expiryOf(expires: string, now: string): Expiry {
  const left = (Date.parse(expires) - Date.parse(now)) / 1000;
  return { is: left <= 0 ? 'over' : left < WARNED_BEFORE ? 'soon' : 'later', left };
}

/** How much of a token's life is left: 0 to 1. */
export function shareLeft({ ageSeconds, remainingSeconds }: { ageSeconds: number; remainingSeconds: number }): number {
  const life = ageSeconds + remainingSeconds;
  return life <= 0 ? 0 : Math.min(1, Math.max(0, remainingSeconds / life));
}

/** Answers take a moment, and clocks are told in whole seconds: less than two are no difference. */
export function clockOf(offset: number | null): 'unknown' | 'equal' | 'ahead' | 'behind' {
  if (offset === null) return 'unknown';
  if (Math.abs(offset) < 2) return 'equal';
  return offset > 0 ? 'ahead' : 'behind';
}
