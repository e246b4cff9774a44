/** The part of `fetch` that requests are sent by. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/**
 * `fetch` with a token. Redirects are handed back and not followed.
 *
 * @param send sends the request; the built-in `fetch` when absent
 */
export type TokenFetch = (url: string | URL, init?: RequestInit, send?: Send) => Promise<Response>;

/** Requests with a bearer token (RFC 6750 §2.1). */
export function bearerFetch(accessToken: string): TokenFetch {
  return (url, init = {}, send = globalThis.fetch) =>
    send(String(url), authorized(init, { authorization: `Bearer ${accessToken}` }));
}

/** The request with what authorizes it, in place of what was there. */
export function authorized(
  init: RequestInit,
  { authorization = '', dpop }: Readonly<Record<string, string>>,
): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('authorization', authorization);
  if (dpop !== undefined) headers.set('dpop', dpop);
  return { ...init, headers, redirect: 'manual' };
}
