import {
  allowInsecureRequests,
  customFetch,
  type IntrospectionResponse,
  introspectionRequest,
  processIntrospectionResponse,
} from 'oauth4webapi';
import type { Dispatcher } from 'undici';
import { Refusal } from '../bearer/refusal.js';
import { CLIENT_AUTH_METHODS } from '../client-credentials/authentication/methods.js';
import type { SecretRotation } from '../client-credentials/authentication/secret-rotation.js';
import { demandJson } from '../client-credentials/json-answer.js';
import type { Client } from '../client-credentials/token-endpoint.js';
import { refusalIn } from '../client-credentials/token-refusal.js';
import type { Claims } from '../jwt/compact-token.js';
import type { Introspection } from '../jwt/introspection.js';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import { OutboundError } from '../outbound/outbound-error.js';
import { activeClaims } from './active-claims.js';
import { onceMoreAfterReset } from './fresh-connection.js';
import type { IntrospectionEndpoint } from './introspection-endpoint.js';

/**
 * One question over HTTP, one answer: no cache, no breaker. What keeps it from an answer has the reason that it would
 * have at a token endpoint, which tells apart who is at fault.
 */
export class IntrospectionWire implements Introspection {
  constructor(
    private readonly endpoint: IntrospectionEndpoint,
    private readonly rotation: SecretRotation,
    private readonly fetch: BoundedFetch,
    private readonly clock: Clock,
  ) {}

  async claimsOf(token: string): Promise<Claims> {
    const response = await this.rotation.run((client) => this.ask(client, token));
    return activeClaims(response, { token, issuer: this.endpoint.issuer, now: this.clock.now() });
  }

  private async ask(client: Client, token: string): Promise<IntrospectionResponse> {
    try {
      return await this.read(await onceMoreAfterReset((connection) => this.send(client, token, connection)));
    } catch (cause) {
      if (!(cause instanceof OutboundError)) throw cause;
      const { retryAfter } = cause.details;
      throw new Refusal('provider_unavailable', { cause, retryAfter, actual: cause.message });
    }
  }

  private async send(client: Client, token: string, connection?: Dispatcher): Promise<Response> {
    const { issuer } = this.endpoint;
    const url = await this.endpoint.url();
    const audience = client.assertion.audience === 'token_endpoint' ? await this.endpoint.tokenUrl() : url;
    // Anew for each attempt: an assertion is good for one request (RFC 7523 §3, jti).
    const proof = await CLIENT_AUTH_METHODS[client.method].prove(client, {
      issuer,
      url: audience,
      now: this.clock.now(),
    });
    const dispatcher = proof.dispatcher ?? connection;
    try {
      return await introspectionRequest(
        { issuer, introspection_endpoint: url },
        { client_id: client.id },
        proof.authenticate,
        token,
        {
          additionalParameters: { token_type_hint: 'access_token' },
          [customFetch]: (to, init) => this.fetch(to, { ...init, dispatcher } as RequestInit),
          // https is already demanded of every URL, with loopback as the one exception.
          [allowInsecureRequests]: true,
        },
      );
    } finally {
      // The body has been read to its end by now.
      await proof.dispatcher?.destroy();
    }
  }

  private async read(response: Response): Promise<IntrospectionResponse> {
    const refusal = await refusalIn(response, this.clock.now());
    // RFC 7662 §2.3: whatever error it names, it is our own authorization that lacks.
    if (refusal && (response.status === 401 || response.status === 403)) {
      throw new Refusal('client_refused', { actual: refusal.actual });
    }
    if (refusal) throw refusal;

    const { issuer, client } = this.endpoint;
    try {
      demandJson(response);
      return await processIntrospectionResponse({ issuer }, { client_id: client.id }, response);
    } catch (cause) {
      // Not kept as `cause`: oauth4webapi's error holds the body.
      const actual = cause instanceof Error ? cause.message : 'an unreadable answer';
      throw new Refusal('token_response_invalid', { actual });
    }
  }
}
