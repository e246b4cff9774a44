import type { AddressInfo } from 'node:net';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  type BoundedFetch,
  boundedFetch,
  M2mHttp,
  OutboundError,
  Providers,
  type ProviderTokenRequest,
  Refusal,
  retryAfterSeconds,
} from '@portero/auth';
import { Configuration } from '../config/configuration.js';
import { VERSION } from '../config/version.js';

/** The protected API that operators have called: `RESOURCE_SERVER_URL`, or this service itself. */
@Injectable()
export class ResourceServer {
  constructor(
    private readonly configuration: Configuration,
    private readonly host: HttpAdapterHost,
    private readonly providers: Providers,
  ) {}

  /**
   * GETs the students as JSON text, unchanged.
   *
   * @throws {Refusal} `resource_server_refused` or `resource_server_unavailable`
   */
  async students(request: ProviderTokenRequest): Promise<string> {
    const response = await this.call('/students', request);
    const body = await response.text();
    if (response.status === 200 && isJson(body)) return body;

    const retryAfter = retryAfterSeconds(response.headers.get('retry-after'), Date.now());
    const details = { retryAfter, expected: '200 with JSON', actual: `status ${response.status}` };
    if (response.status === 503) throw new Refusal('resource_server_unavailable', details);
    const providerError = /error="([a-z_]+)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1];
    throw new Refusal('resource_server_refused', { ...details, providerError });
  }

  private async call(path: string, request: ProviderTokenRequest): Promise<Response> {
    const { base, send } = this.target();
    const userAgent = `${this.configuration.service.SERVICE_NAME}/${VERSION}`;
    const getToken = this.providers.getToken.bind(this.providers);
    const http = new M2mHttp(getToken, { ...request, origins: [base], userAgent }, send);
    try {
      return await http.fetch(`${base}${path}`, { headers: { accept: 'application/json' } });
    } catch (cause) {
      if (!(cause instanceof OutboundError)) throw cause;
      const down = cause.fault === 'unreachable' || cause.fault === 'timeout';
      const reason = down ? 'resource_server_unavailable' : 'resource_server_refused';
      throw new Refusal(reason, { cause, expected: 'an answer', actual: cause.message });
    }
  }

  /** Itself is called where it listens, by the name that clients know: DPoP proofs are for that (RFC 9449 §4.3). */
  private target(): { base: string; send: BoundedFetch } {
    const send = boundedFetch();
    const { service, publicUrl } = this.configuration;
    if (service.RESOURCE_SERVER_URL) return { base: service.RESOURCE_SERVER_URL.replace(/\/$/, ''), send };
    const own = ownUrl(this.host.httpAdapter.getHttpServer().address());
    const known = new URL(publicUrl).href.replace(/\/$/, '');
    return { base: known, send: (url, init) => send(own + url.slice(known.length), init) };
  }
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
