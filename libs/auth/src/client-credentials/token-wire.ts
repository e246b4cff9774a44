import {
  allowInsecureRequests,
  clientCredentialsGrantRequest,
  customFetch,
  processClientCredentialsResponse,
} from 'oauth4webapi';
import type { Dispatcher } from 'undici';
import { Refusal } from '../bearer/refusal.js';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import { OutboundError } from '../outbound/outbound-error.js';
import { CLIENT_AUTH_METHODS } from './authentication/methods.js';
import { demandJson } from './json-answer.js';
import type { TokenEndpoint } from './token-endpoint.js';
import { lifetimeSeconds } from './token-lifetime.js';
import { refusalIn } from './token-refusal.js';
import type { IssuedToken, TokenRequester, WantedToken } from './token-requester.js';

// RFC 6749 §7.1, RFC 9449 §5: the type of the tokens, and what is amiss with one of the other type.
const BEARER = ['bearer', 'The token is not a bearer token'] as const;
const BOUND = ['dpop', 'The token is a bearer token: the provider ignored the DPoP proof'] as const;

/** One token request over HTTP, one answer: no cache, no retry but for a nonce. */
export class TokenWire implements TokenRequester {
  constructor(
    private readonly endpoint: TokenEndpoint,
    private readonly fetch: BoundedFetch,
    private readonly clock: Clock,
  ) {}

  async request({ parameters }: WantedToken, signal?: AbortSignal): Promise<IssuedToken> {
    const { issuer, client, bindingKey } = this.endpoint;
    // Measured from before the request: `expires_in` counts from when the provider made the token (RFC 6749 §5.1).
    const askedAt = this.clock.now();
    const response = await this.ask(parameters, signal);
    const refusal = await refusalIn(response, this.clock.now());
    if (refusal) throw refusal;

    try {
      demandJson(response);
      const answer = await processClientCredentialsResponse({ issuer }, { client_id: client.id }, response);
      const [type, problem] = bindingKey ? BOUND : BEARER;
      if (answer.token_type !== type) throw new TypeError(problem);
      const lifetime = lifetimeSeconds(answer.expires_in);
      return { accessToken: answer.access_token, lifetime, expiresAt: askedAt + lifetime * 1000, scope: answer.scope };
    } catch (cause) {
      // Not kept as `cause`: oauth4webapi's error holds the body, and the body may hold a token.
      throw new Refusal('token_response_invalid', { expected: 'a token response', actual: messageOf(cause) });
    }
  }

  /** Asks again when the provider wants a nonce, which it has told by then (RFC 9449 §8). */
  private async ask(parameters: WantedToken['parameters'], signal?: AbortSignal): Promise<Response> {
    const response = await this.send(parameters, signal);
    if (!this.endpoint.bindingKey || !response.headers.get('dpop-nonce')) return response;
    const refusal = await refusalIn(response, this.clock.now());
    return refusal?.error === 'use_dpop_nonce' ? this.send(parameters, signal) : response;
  }

  private async send(parameters: WantedToken['parameters'], signal?: AbortSignal): Promise<Response> {
    const { issuer, client, bindingKey } = this.endpoint;
    let dispatcher: Dispatcher | undefined;
    try {
      const url = await this.endpoint.url();
      const proof = await CLIENT_AUTH_METHODS[client.method].prove(client, { issuer, url, now: this.clock.now() });
      ({ dispatcher } = proof);
      return await clientCredentialsGrantRequest(
        { issuer, token_endpoint: url },
        { client_id: client.id },
        proof.authenticate,
        { ...parameters },
        {
          DPoP: await bindingKey?.prover(),
          [customFetch]: (to, init) => this.fetch(to, { ...init, dispatcher } as RequestInit),
          // https is already demanded of every URL, with loopback as the one exception.
          [allowInsecureRequests]: true,
          signal,
        },
      );
    } catch (cause) {
      if (!(cause instanceof OutboundError)) throw cause;
      const { retryAfter } = cause.details;
      throw new Refusal('provider_unavailable', { cause, retryAfter, expected: 'a token', actual: cause.message });
    } finally {
      // The body has been read to its end by now.
      await dispatcher?.destroy();
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'an unreadable answer';
}
