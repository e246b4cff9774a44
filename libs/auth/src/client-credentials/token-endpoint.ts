import type { ClientCredentials } from './authentication/client-authentication.js';
import type { ClientAuthMethod } from './authentication/methods.js';
import type { BindingKey } from './dpop/binding-key.js';
import type { TokenRequest } from './token-source.js';

/** One client at one provider: where and how tokens are asked for. */
export interface TokenEndpoint {
  /** Name of the provider instance. */
  readonly provider: string;
  readonly issuer: string;
  /** The URL that the settings give in place of the discovered one. */
  readonly fixedUrl?: string;
  /** @throws {OutboundError} the URL is discovered, and discovery fails */
  readonly url: () => Promise<string>;
  readonly client: Client;
  /** What tokens are bound to; they are bearer tokens when absent. */
  readonly bindingKey?: BindingKey;
  /** The form parameters of a request, besides those of the client authentication (RFC 6749 §4.4.2). */
  readonly parameters: (request: TokenRequest) => Readonly<Record<string, string>>;
  /**
   * When the client's proof stops working: the certificate's `notAfter` as its file is now, or the secret's end as it
   * was declared; `undefined` when nobody can tell.
   *
   * @throws {Refusal} `client_secret_unreadable`, whichever file of the proof it is
   */
  readonly credentialExpiry: () => Promise<Date | undefined>;
}

export interface Client extends ClientCredentials {
  readonly method: ClientAuthMethod;
}
