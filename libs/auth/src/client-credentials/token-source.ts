import type { TokenFetch } from './token-fetch.js';

/** What to ask a token for; the provider's settings fill what is left out. */
export interface TokenRequest {
  /** Words with blanks between (RFC 6749 §3.3). */
  scope?: string;
  /** The API the token is for; each kind of provider asks for it in its own way. */
  audience?: string;
}

export interface TokenOptions {
  /** Ends this caller's wait only; others who wait for the same token are not disturbed. */
  signal?: AbortSignal;
  /** A token that an API has refused: it is renewed, unless that has happened meanwhile. */
  rejected?: string;
}

export interface AcquiredToken {
  readonly accessToken: string;
  /** A `DPoP` token is bound to a key of this process, and nobody else can use it (RFC 9449). */
  readonly tokenType: 'Bearer' | 'DPoP';
  /** Whole seconds that are really left. */
  readonly expiresIn: number;
  /** The granted scope, when the provider told (RFC 6749 §5.1). */
  readonly scope?: string;
  /** From the cache, waited for, or from the cache while its renewal begins. */
  readonly outcome: 'hit' | 'miss' | 'refresh';
  /**
   * Sends one request with this token, and with a fresh proof of its key if it is bound to one. The answer is handed
   * back whatever it is; a nonce in it goes into the next proof for that origin.
   */
  readonly fetch: TokenFetch;
}

/** Gives access tokens for one provider. */
export interface TokenSource {
  /**
   * @throws {Refusal} `client_refused`, `scope_refused`, `token_request_refused`, `client_secret_unreadable`,
   * `provider_unavailable`, `provider_throttled` or `token_response_invalid`; the signal's reason when it aborts
   */
  get(request?: TokenRequest, options?: TokenOptions): Promise<AcquiredToken>;
}
