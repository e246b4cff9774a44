import type { RegisteredClient } from '../../options.js';
import type { ErrorCatalogue } from '../../refusals/error-catalogue.js';
import type { ClientRegistry } from '../client-registry.js';
import type { TokenRequest } from '../token-request.js';
import type { UsedIdentifiers } from '../used-identifiers.js';
import type { AssertionRules } from './assertion-rules.js';

/** What a client proved itself with; Entra tells the API (`azpacr`, `appidacr`). */
export type ClientProof = 'secret' | 'certificate' | 'public';

/** Where in a request credentials are. */
export type CredentialPlace = 'authorization' | 'client_secret' | 'client_assertion' | 'connection';

export interface AuthenticationContext {
  readonly clients: ClientRegistry;
  readonly errors: ErrorCatalogue;
  readonly rules: AssertionRules;
  /** The personality's URLs, with the tenant of the request. */
  readonly endpoints: { readonly issuer: string; readonly tokenUrl: string };
  readonly usedAssertions: UsedIdentifiers;
  /** Seconds since the epoch. */
  readonly now: number;
}

/** One way for a client to authenticate (RFC 6749 §2.3). */
export interface ClientAuthentication {
  readonly proof: ClientProof;
  readonly place: CredentialPlace;
  /** No metadata names it. */
  readonly unlisted?: true;
  /** Whether the request tries this method, well formed or not. */
  isTried(request: TokenRequest, context: AuthenticationContext): boolean;
  /** Whether the client has what it takes. */
  isReady(client: RegisteredClient): boolean;
  /** @throws Refusal unless the client proves itself */
  authenticate(request: TokenRequest, context: AuthenticationContext): RegisteredClient | Promise<RegisteredClient>;
}
