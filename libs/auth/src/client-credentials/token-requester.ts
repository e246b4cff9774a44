/** What a token request asks for, worked out from the settings and what the caller wants. */
export interface WantedToken {
  /** Hash of everything that shapes the token. */
  readonly key: string;
  /** The form parameters, besides those of the client authentication (RFC 6749 §4.4.2). */
  readonly parameters: Readonly<Record<string, string>>;
  /** A token that an API has refused: not to be handed out again. */
  readonly rejected?: string;
}

/** A token as it was issued, good on every machine. */
export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds of its whole life. */
  readonly lifetime: number;
  /** Milliseconds since the epoch, on the clock of who asked for it. */
  readonly expiresAt: number;
  /** The granted scope, when the provider told (RFC 6749 §5.1). */
  readonly scope?: string;
  /** Where it was found; absent when the provider has just given it. */
  readonly from?: 'shared_store';
}

/** Asks for tokens. The wire is one; what makes it dependable is wrapped around it, each in a file of its own. */
export interface TokenRequester {
  /** @throws {Refusal} as `TokenSource.get`; the signal's reason when it aborts */
  request(wanted: WantedToken, signal?: AbortSignal): Promise<IssuedToken>;
}
