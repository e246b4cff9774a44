import type { AddressInfo } from 'node:net';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  type AcquiredToken,
  AuthEvents,
  type BoundedFetch,
  boundedFetch,
  M2mHttp,
  OutboundError,
  Providers,
  type ProviderTokenRequest,
  Refusal,
  retryAfterSeconds,
  type TokenOptions,
} from '@portero/auth';
import { RUN_MARK } from '../audit/follow-runs.js';
import { Configuration } from '../config/configuration.js';
import { VERSION } from '../config/version.js';
import { toldFetch } from './told-fetch.js';
import { traceparent } from './traceparent.js';

export interface Students {
  /** JSON, unchanged. */
  readonly text: string;
  /** Where the first token for it came from. */
  readonly outcome: AcquiredToken['outcome'] | undefined;
  /** Milliseconds that tokens were waited for. */
  readonly tokenTime: number;
}

/** The run that a call is of. */
export interface CallingRun {
  /** Id of the trace that the call is a part of. */
  readonly trace: string;
  /** By which this same service knows it. */
  readonly mark: string;
}

/** The protected API that operators have called: `RESOURCE_SERVER_URL`, or this service itself. */
@Injectable()
export class ResourceServer {
  private readonly send = boundedFetch();

  constructor(
    private readonly configuration: Configuration,
    private readonly host: HttpAdapterHost,
    private readonly providers: Providers,
    private readonly events: AuthEvents,
  ) {}

  /** The URL that is called. */
  get url(): string {
    const { service, publicUrl } = this.configuration;
    return `${(service.RESOURCE_SERVER_URL ?? publicUrl).replace(/\/$/, '')}/students`;
  }

  /**
   * GETs the students.
   *
   * @throws {Refusal} `resource_server_refused` or `resource_server_unavailable`; as `Providers.getToken`
   */
  async students(request: ProviderTokenRequest, { trace, mark }: CallingRun): Promise<Students> {
    let outcome: AcquiredToken['outcome'] | undefined;
    let tokenTime = 0;
    const getToken = async (wanted: ProviderTokenRequest, options?: TokenOptions) => {
      const wantedAt = performance.now();
      const token = await this.providers.getToken(wanted, options);
      tokenTime += performance.now() - wantedAt;
      outcome ??= token.outcome;
      return token;
    };
    const userAgent = `${this.configuration.service.SERVICE_NAME}/${VERSION}`;
    const http = new M2mHttp(getToken, { ...request, origins: [this.url], userAgent }, this.told());
    const own = this.url.startsWith(`${this.configuration.publicUrl}/`);
    const headers = { accept: 'application/json', traceparent: traceparent(trace), ...(own && { [RUN_MARK]: mark }) };
    const response = await this.call(http, headers);
    return { text: await textOf(response), outcome, tokenTime };
  }

  private async call(http: M2mHttp, headers: Record<string, string>): Promise<Response> {
    try {
      return await http.fetch(this.url, { headers });
    } catch (cause) {
      if (!(cause instanceof OutboundError)) throw cause;
      const down = cause.fault === 'unreachable' || cause.fault === 'timeout';
      const reason = down ? 'resource_server_unavailable' : 'resource_server_refused';
      throw new Refusal(reason, { cause, expected: 'an answer', actual: cause.message });
    }
  }

  /** Itself is called where it listens, by the name that clients know: DPoP proofs are for that (RFC 9449 §4.3). */
  private told(): BoundedFetch {
    const { service, publicUrl } = this.configuration;
    if (service.RESOURCE_SERVER_URL) return toldFetch(this.send, this.events);
    const own = ownUrl(this.host.httpAdapter.getHttpServer().address());
    return toldFetch((url, init) => this.send(own + url.slice(publicUrl.length), init), this.events);
  }
}

async function textOf(response: Response): Promise<string> {
  const body = await response.text();
  if (response.status === 200 && isJson(body)) return body;

  const retryAfter = retryAfterSeconds(response.headers.get('retry-after'), Date.now());
  const details = { retryAfter, expected: '200 with JSON', actual: `status ${response.status}` };
  if (response.status === 503) throw new Refusal('resource_server_unavailable', details);
  const providerError = /error="([a-z_]+)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1];
  throw new Refusal('resource_server_refused', { ...details, providerError });
}

function ownUrl({ address, family, port }: AddressInfo): string {
  const everywhere = address === '0.0.0.0' || address === '::';
  if (everywhere) return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
