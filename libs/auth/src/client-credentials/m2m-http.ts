import { tracedSend } from '../telemetry/traced-send.js';
import { markFailed, spanOfCall, tracedCall } from '../telemetry/tracing.js';
import { wantsNonce } from './dpop/bound-fetch.js';
import type { Send } from './token-fetch.js';
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

/** `fetch` that brings a token for one API along, with a proof of its key if it is bound to one. */
export class M2mHttp {
  private readonly origins: ReadonlySet<string>;

  constructor(
    private readonly getToken: GetToken,
    private readonly target: M2mTarget,
    private readonly send: Send = globalThis.fetch,
  ) {
    this.origins = new Set(target.origins.map((origin) => new URL(origin).origin));
  }

  /**
   * As the built-in `fetch`, but redirects are handed back and not followed. After a 401 the token is renewed and the
   * request sent once more, if its body can be; and once more with the nonce that the API asks for (RFC 9449 §9).
   *
   * @throws {TypeError} the origin of the URL is not among the target's
   * @throws {Refusal} as `TokenSource.get`
   */
  readonly fetch = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    const { origin } = new URL(url);
    if (!this.origins.has(origin)) throw new TypeError(`${origin} is not among the origins that this client may call`);

    const cures = new Set(['nonce', 'renewal']);
    let token = await this.token(init);
    for (;;) {
      const response = await this.call(url, init, token);
      if (response.status !== 401 || !isReplayable(init.body)) return response;

      const cure = token.tokenType === 'DPoP' && wantsNonce(response) ? 'nonce' : 'renewal';
      if (!cures.delete(cure)) return response;
      if (cure === 'renewal') {
        const renewed = await this.token(init, token.accessToken);
        if (renewed.accessToken === token.accessToken) return response;
        token = renewed;
      }
      await response.body?.cancel();
    }
  };

  private token({ signal }: RequestInit, rejected?: string): Promise<AcquiredToken> {
    const { provider, scope, audience } = this.target;
    return this.getToken({ provider, scope, audience }, { signal: signal ?? undefined, rejected });
  }

  private call(url: string | URL, init: RequestInit, token: AcquiredToken): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.target.userAgent) headers.set('user-agent', this.target.userAgent);
    return tracedCall(init.method?.toUpperCase() ?? 'GET', {}, async () => {
      const send = (to: string, request: RequestInit) => token.fetch(to, request, this.send);
      const response = await tracedSend(String(url), { ...init, headers }, send);
      if (response.status >= 400) markFailed(spanOfCall(), String(response.status));
      return response;
    });
  }
}

/** A stream is gone once it is sent. */
function isReplayable(body: unknown): boolean {
  return !(body instanceof ReadableStream) && !(Symbol.asyncIterator in Object(body));
}
