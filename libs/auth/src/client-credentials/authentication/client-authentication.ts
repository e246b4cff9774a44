import type { ClientAuth } from 'oauth4webapi';
import type { Dispatcher } from 'undici';
import type { TlsMaterial } from './mutual-tls.js';
import type { AssertionAlgorithm } from './signing-key.js';

/** What a client can prove itself with. A key may come with its certificate. */
export type Material = 'secret' | 'key' | 'certificate' | 'federatedToken';

export interface ClientCredentials {
  readonly id: string;
  /**
   * The text of one kind of material; of two secrets, the one in use; empty for a certificate that is not set. A file
   * is read again at each call, so that what was rotated is used for the next request: nothing watches files, and
   * nothing needs a restart.
   *
   * @throws {Refusal} `client_secret_unreadable`
   */
  readonly read: (material: Material) => Promise<string>;
  /** The secret in use and, during a rotation, the next one. @throws {Refusal} as `read` */
  readonly secrets: () => Promise<readonly string[]>;
  /** How HTTP Basic carries id and secret: as RFC 6749 §2.3.1 says, or as they are. */
  readonly basicEncoding: 'encoded' | 'raw';
  readonly assertion: AssertionStyle;
  /** Makes the connections of a client that proves itself by TLS; whoever asked for it destroys it. */
  readonly mutualTls: (material: TlsMaterial) => Promise<Dispatcher>;
}

/** How a provider wants the assertions of a client (RFC 7523 §3 leaves it open). */
export interface AssertionStyle {
  readonly audience: 'issuer' | 'token_endpoint';
  /** By the type of the key when absent. */
  readonly algorithm?: AssertionAlgorithm;
  /** The certificate travels in the header (RFC 7515 §4.1.6). */
  readonly sendX5c: boolean;
}

/** Where and when the client proves itself. */
export interface Attempt {
  readonly issuer: string;
  /** The token endpoint. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Proof {
  readonly authenticate: ClientAuth;
  /** The connection that is part of the proof (RFC 8705 §2). */
  readonly dispatcher?: Dispatcher;
}

/** A way of proving who the client is (RFC 6749 §2.3). */
export interface ClientAuthentication {
  /** The material that it cannot do without. */
  readonly needs: readonly Material[];
  /** Made anew for each request, and for each attempt of it. @throws {Refusal} `client_secret_unreadable` */
  prove(client: ClientCredentials, attempt: Attempt): Promise<Proof>;
}
