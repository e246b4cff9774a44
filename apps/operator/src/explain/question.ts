export interface Question {
  readonly token: string;
  readonly permissions?: readonly string[];
  readonly audience?: string;
}

/** What was filled in, as the service takes it. Copied tokens come with line breaks and spaces around them. */
export function questionOf(fields: { token: string; permissions: string; audience: string }): Question {
  const permissions = fields.permissions.split(/[\s,]+/).filter((word) => word !== '');
  const audience = fields.audience.trim();
  return {
    token: fields.token.trim(),
    ...(permissions.length > 0 && { permissions }),
    ...(audience !== '' && { audience }),
  };
}

/** How many checks there are of each verdict. */
export function countOf<V extends string>(checks: readonly { readonly verdict: V }[], verdict: V): number {
  return checks.filter((check) => check.verdict === verdict).length;
}
