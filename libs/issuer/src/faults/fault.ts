/** What each kind of fault can be told. */
interface FaultSettings {
  /** Another status, e.g. 429 with `Retry-After`, 503, or an empty 403. A body is sent as JSON. */
  status: { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };
  /** The right answer, late. */
  slow: { readonly milliseconds: number };
  /** No answer, ever. */
  hang: unknown;
  /** Status and headers, then no body, ever. */
  hang_after_headers: unknown;
  /** The connection is reset (TCP RST) instead of an answer. */
  reset: unknown;
  /** 200 with an HTML page, as from a proxy or a captive portal. */
  html: unknown;
  /** The right status and headers over JSON that is cut in the middle. */
  truncated: unknown;
  /** The right JSON behind so much white space that the body has this many bytes. */
  huge: { readonly bytes: number };
  /** The right JSON as `text/plain`. */
  wrong_content_type: unknown;
  /** 307, which makes a client that follows it send its credentials again. */
  redirect: { readonly location: string };
  /** Another JSON value. Default status 200. */
  body: { readonly status?: number; readonly body: unknown };
}

export type FaultKind = keyof FaultSettings;

/** A way for an endpoint to misbehave, told apart by `kind`. */
export type Fault<Kind extends FaultKind = FaultKind> = {
  [K in Kind]: { readonly kind: K } & FaultSettings[K];
}[Kind];
