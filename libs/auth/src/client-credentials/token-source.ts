/** What to ask a token for; the provider's settings fill what is left out. */
export interface TokenRequest {
  /** Words with blanks between (RFC 6749 §3.3). */
  scope?: string;
  /** The API the token is for; each kind of provider asks for it in its own way. */
  audience?: string;
}

export interface AcquiredToken {
  readonly accessToken: string;
  /** Whole seconds that are really left. */
  readonly expiresIn: number;
  /** The granted scope, when the provider told (RFC 6749 §5.1). */
  readonly scope?: string;
  /** From the cache, newly asked for, or asked for because the cached one was about to expire. */
  readonly outcome: 'hit' | 'miss' | 'refresh';
}

/** Gives access tokens for one provider. */
export interface TokenSource {
  /**
   * @param options.signal ends this caller's wait only; others who wait for the same token are not disturbed
   * @throws {Refusal} `client_refused`, `scope_refused`, `token_request_refused`, `provider_unavailable`,
   * `provider_throttled` or `token_response_invalid`
   */
  get(request?: TokenRequest, options?: { signal?: AbortSignal }): Promise<AcquiredToken>;
}
