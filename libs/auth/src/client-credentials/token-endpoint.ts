import type { ClientAuthMethod } from './authentication/methods.js';
import type { TokenRequest } from './token-source.js';

/** One client at one provider: where and how tokens are asked for. */
export interface TokenEndpoint {
  /** Name of the provider instance. */
  readonly provider: string;
  readonly issuer: string;
  /** @throws {OutboundError} the URL is discovered, and discovery fails */
  readonly url: () => Promise<string>;
  readonly client: ClientCredentials;
  /** The form parameters of a request, besides those of the client authentication (RFC 6749 §4.4.2). */
  readonly parameters: (request: TokenRequest) => Readonly<Record<string, string>>;
}

export interface ClientCredentials {
  readonly id: string;
  readonly method: ClientAuthMethod;
  /** Read for every request, so that a rotated secret is used at the next one. */
  readonly secret: () => Promise<string>;
  /** How HTTP Basic carries id and secret: as RFC 6749 §2.3.1 says, or as they are. */
  readonly basicEncoding: 'encoded' | 'raw';
}
