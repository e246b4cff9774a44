import type { ClientAuth } from 'oauth4webapi';

/** What a client proves itself with. */
export interface ClientCredentials {
  readonly id: string;
  /** Read for every request, so that a rotated secret is used at the next one. */
  readonly secret: () => Promise<string>;
  /** How HTTP Basic carries id and secret: as RFC 6749 §2.3.1 says, or as they are. */
  readonly basicEncoding: 'encoded' | 'raw';
}

/** Prepares the proof of the client for one token request (RFC 6749 §2.3). */
export type ClientAuthentication = (client: ClientCredentials) => Promise<ClientAuth>;
