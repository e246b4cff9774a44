/** A token that is not signed yet. A member that is `undefined` does not appear in the token. */
export interface TokenDraft {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}
