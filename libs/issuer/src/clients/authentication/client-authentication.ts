import type { RegisteredClient } from '../../options.js';
import type { ErrorCatalogue } from '../../refusals/error-catalogue.js';
import type { ClientRegistry } from '../client-registry.js';
import type { TokenRequest } from '../token-request.js';

/** What a client proved itself with; Entra tells the API (`azpacr`, `appidacr`). */
export type ClientProof = 'secret' | 'certificate';

export interface AuthenticationContext {
  readonly clients: ClientRegistry;
  readonly errors: ErrorCatalogue;
}

/** One way for a client to authenticate (RFC 6749 §2.3). */
export interface ClientAuthentication {
  readonly proof: ClientProof;
  /** Whether the request tries this method, well formed or not. */
  isTried(request: TokenRequest): boolean;
  /** @throws Refusal unless the client proves itself */
  authenticate(request: TokenRequest, context: AuthenticationContext): RegisteredClient | Promise<RegisteredClient>;
}
