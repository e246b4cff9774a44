export interface ScopeDifference {
  /** Words that were asked for and not granted. */
  readonly missing: string;
  /** Words that were granted and not asked for. */
  readonly added: string;
}

/** How the granted scope differs from the requested one; an absent one is as requested (RFC 6749 §5.1). */
export function scopeDifference(
  requested: string | undefined,
  granted: string | undefined,
): ScopeDifference | undefined {
  if (requested === undefined || granted === undefined) return undefined;
  const asked = requested.split(' ');
  const given = granted.split(' ').filter(Boolean);
  const missing = asked.filter((word) => !given.includes(word)).join(' ');
  const added = given.filter((word) => !asked.includes(word)).join(' ');
  return missing || added ? { missing, added } : undefined;
}
