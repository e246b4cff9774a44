import type { TokenParameters } from '../clients/token-request.js';
import type { HostedApi, Person, RegisteredClient } from '../options.js';
import type { SignInErrors } from '../refusals/sign-in-errors.js';
import type { Issuance } from './issuance.js';
import type { JsonObject } from './json-object.js';
import type { Endpoints } from './paths.js';
import type { TokenDraft } from './token-draft.js';

/** Who signed in, and what the client may know about it. */
export interface SignedIn {
  readonly person: Person;
  /** Those of `IDENTITY_SCOPES` that were asked for. */
  readonly identityScopes: readonly string[];
  readonly nonce?: string;
  /** Seconds since the epoch. */
  readonly authTime: number;
}

/** An API that a client asks to use for whoever signs in. */
export interface Target {
  readonly api: HostedApi;
  /** The API in the words of the request. */
  readonly resource: string;
  /** What the client may do at most: what the person may not do is left out of the token. */
  readonly permissions: readonly string[];
}

/** How people sign in at a vendor: the authorization code grant with PKCE (RFC 6749 §4.1, RFC 7636, OpenID Connect Core §3.1). */
export interface SignIn {
  readonly errors: SignInErrors;
  /** Whether the answer to an authorization request names the issuer (RFC 9207). */
  readonly namesIssuer: boolean;
  /** The discovery document of an issuer where people can sign in. @param machines the document without them */
  metadata(machines: JsonObject, endpoints: Endpoints): JsonObject;
  /** @returns `undefined` when no API is asked for, only who the person is @throws Refusal */
  target(parameters: TokenParameters, client: RegisteredClient, apis: readonly HostedApi[]): Target | undefined;
  /** A permission as the `scope` of the token response has it. */
  scopeWord(permission: string, resource: string): string;
  idToken(client: RegisteredClient, signedIn: SignedIn, issuance: Issuance): TokenDraft;
}
