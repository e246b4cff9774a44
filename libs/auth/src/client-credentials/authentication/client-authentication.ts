import type { ClientAuth } from 'oauth4webapi';
import type { ClientCredentials } from '../token-endpoint.js';

/** Prepares the proof of the client for one token request (RFC 6749 §2.3). */
export type ClientAuthentication = (client: ClientCredentials) => Promise<ClientAuth>;
