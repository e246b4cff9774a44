import type { AcquiredToken, TokenOptions, TokenRequest } from './token-source.js';

export interface M2mTarget extends TokenRequest {
  /** Name of the provider instance to ask; the first one when absent. */
  readonly provider?: string;
  /** Where calls may go, such as `https://stock.internal`: a token never leaves for anywhere else. */
  readonly origins: readonly [string, ...string[]];
  /** `User-Agent` of the calls, such as `shop/1.4.0`. */
  readonly userAgent?: string;
}

export type GetToken = (
  request: TokenRequest & { provider?: string },
  options?: TokenOptions,
) => Promise<AcquiredToken>;

/** `fetch` that brings a bearer token for one API along. */
export class M2mHttp {
  private readonly origins: ReadonlySet<string>;

  constructor(
    private readonly getToken: GetToken,
    private readonly target: M2mTarget,
    private readonly send: (url: string, init: RequestInit) => Promise<Response> = globalThis.fetch,
  ) {
    this.origins = new Set(target.origins.map((origin) => new URL(origin).origin));
  }

  /**
   * As the built-in `fetch`, but redirects are handed back and not followed. After a 401 the token is renewed and the
   * request sent once more, if its body can be.
   *
   * @throws {TypeError} the origin of the URL is not among the target's
   * @throws {Refusal} as `TokenSource.get`
   */
  readonly fetch = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    const { origin } = new URL(url);
    if (!this.origins.has(origin)) throw new TypeError(`${origin} is not among the origins that this client may call`);

    const first = await this.token(init);
    const response = await this.call(url, init, first);
    if (response.status !== 401 || !isReplayable(init.body)) return response;

    const renewed = await this.token(init, first);
    if (renewed === first) return response;
    await response.body?.cancel();
    return this.call(url, init, renewed);
  };

  private async token({ signal }: RequestInit, rejected?: string): Promise<string> {
    const { provider, scope, audience } = this.target;
    const { accessToken } = await this.getToken(
      { provider, scope, audience },
      { signal: signal ?? undefined, rejected },
    );
    return accessToken;
  }

  private call(url: string | URL, init: RequestInit, token: string): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    if (this.target.userAgent) headers.set('user-agent', this.target.userAgent);
    return this.send(String(url), { ...init, headers, redirect: 'manual' });
  }
}

/** A stream is gone once it is sent. */
function isReplayable(body: unknown): boolean {
  return !(body instanceof ReadableStream) && !(Symbol.asyncIterator in Object(body));
}
