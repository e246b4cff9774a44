import {
  allowInsecureRequests,
  clientCredentialsGrantRequest,
  customFetch,
  processClientCredentialsResponse,
} from 'oauth4webapi';
import { Refusal } from '../bearer/refusal.js';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import { OutboundError } from '../outbound/outbound-error.js';
import { CLIENT_AUTH_METHODS } from './authentication/methods.js';
import type { TokenEndpoint } from './token-endpoint.js';
import { lifetimeSeconds } from './token-lifetime.js';
import { refusalIn } from './token-refusal.js';

export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds, from the moment it was asked for. */
  readonly lifetime: number;
  readonly scope?: string;
}

/** One token request over HTTP, one answer: no cache, no retry. */
export class TokenWire {
  constructor(
    private readonly endpoint: TokenEndpoint,
    private readonly fetch: BoundedFetch,
    private readonly clock: Clock,
  ) {}

  /** @throws {Refusal} as `TokenSource.get` */
  async request(parameters: Readonly<Record<string, string>>): Promise<IssuedToken> {
    const { issuer, client } = this.endpoint;
    const response = await this.send(issuer, parameters);
    const refusal = await refusalIn(response, this.clock.now());
    if (refusal) throw refusal;

    try {
      // RFC 6749 §5.1. oauth4webapi looks at the type only when the body is no JSON.
      if (!/^application\/json\b/i.test(response.headers.get('content-type') ?? ''))
        throw new TypeError('not application/json');
      const answer = await processClientCredentialsResponse({ issuer }, { client_id: client.id }, response);
      if (answer.token_type !== 'bearer') throw new TypeError('The token is not a bearer token');
      return {
        accessToken: answer.access_token,
        lifetime: lifetimeSeconds(answer.expires_in),
        scope: answer.scope,
      };
    } catch (cause) {
      // Not kept as `cause`: oauth4webapi's error holds the body, and the body may hold a token.
      throw new Refusal('token_response_invalid', { expected: 'a token response', actual: messageOf(cause) });
    }
  }

  private async send(issuer: string, parameters: Readonly<Record<string, string>>): Promise<Response> {
    const { client, url } = this.endpoint;
    try {
      return await clientCredentialsGrantRequest(
        { issuer, token_endpoint: await url() },
        { client_id: client.id },
        await CLIENT_AUTH_METHODS[client.method](client),
        { ...parameters },
        // https is already demanded of every URL, with loopback as the one exception.
        { [customFetch]: (to, init) => this.fetch(to, init as RequestInit), [allowInsecureRequests]: true },
      );
    } catch (cause) {
      if (!(cause instanceof OutboundError)) throw cause;
      const { retryAfter } = cause.details;
      throw new Refusal('provider_unavailable', { cause, retryAfter, expected: 'a token', actual: cause.message });
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'an unreadable answer';
}
