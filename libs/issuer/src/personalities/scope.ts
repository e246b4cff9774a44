/** The scope tokens of a request, each once (RFC 6749 §3.3); nothing asked for is an empty list. */
export function scopeTokens(scope = ''): readonly string[] {
  return [...new Set(scope.split(' ').filter(Boolean))];
}

/** As the `scope` member or claim; `undefined` for no permission, since it may not be empty. */
export function scopeString(permissions: readonly string[]): string | undefined {
  return permissions.join(' ') || undefined;
}
