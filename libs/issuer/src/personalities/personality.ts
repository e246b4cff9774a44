import type { JWK } from 'jose';
import type { AssertionRules } from '../clients/authentication/assertion-rules.js';
import type { AuthenticationMethod } from '../clients/authentication/authentication-method.js';
import type { ClientProof } from '../clients/authentication/client-authentication.js';
import type { BindingErrors } from '../clients/binding/binding-errors.js';
import type { Confirmation } from '../clients/binding/confirmation.js';
import type { TokenParameters } from '../clients/token-request.js';
import type { BodyFormat } from '../http/body-entries.js';
import type { SigningKey } from '../keys/signing-key.js';
import type { HostedApi, RegisteredClient } from '../options.js';
import type { ErrorCatalogue } from '../refusals/error-catalogue.js';
import type { Refusal } from '../refusals/refusal.js';
import type { Issuance } from './issuance.js';
import type { JsonObject } from './json-object.js';
import type { Endpoint, Paths } from './paths.js';
import type { SignedIn, SignIn } from './sign-in.js';
import type { TokenDraft } from './token-draft.js';

export type PersonalityName = 'oidc' | 'auth0' | 'azure-v1' | 'azure-v2';

/** Where the issuer runs. */
export interface Site {
  readonly origin: string;
  /** Where it takes client certificates, when it does. */
  readonly mtlsOrigin?: string;
  readonly tenant: string;
}

/** What a client may have: decided by `authorize`, written down by `draft`. */
export interface Grant {
  readonly client: RegisteredClient;
  readonly proof: ClientProof;
  readonly api: HostedApi;
  /** The API in the words of the request. */
  readonly resource: string;
  readonly permissions: readonly string[];
  /** Absent: whoever bears the token may use it. */
  readonly confirmation?: Confirmation;
  /** Absent: the client acts for itself. */
  readonly signedIn?: SignedIn;
}

/** A signed token and what the response may tell about it. */
export interface IssuedToken {
  readonly accessToken: string;
  readonly claims: JsonObject;
  /** Seconds. */
  readonly lifetime: number;
  readonly grant: Grant;
  /** The parameters of the request. */
  readonly parameters: TokenParameters;
}

/** What an error answer may tell about the request it refuses. */
export interface FailedRequest {
  readonly id: string;
  readonly at: Date;
  readonly tenant: string;
  readonly uuid: () => string;
}

/** How one vendor looks on the wire. */
export interface Personality {
  readonly paths: Paths;
  readonly bodyFormats: readonly BodyFormat[];
  readonly authenticationMethods: readonly AuthenticationMethod[];
  readonly assertionRules: AssertionRules;
  readonly errors: ErrorCatalogue;
  /** Absent: it binds no tokens, and looks at no proof. */
  readonly bindingErrors?: BindingErrors;
  /** `WWW-Authenticate` of a 401 to a client that used the `Authorization` header (RFC 6749 §5.2). */
  readonly challenge?: string;
  /** Seconds a token is still valid when sent, unless the issuer's options say otherwise. */
  readonly tokenLifetime: number;
  readonly keySetMediaType: string;
  /** Absent: no people sign in, only clients get tokens. */
  readonly signIn?: SignIn;

  /** @throws Refusal for a tenant that has no such endpoint */
  admit?(endpoint: Endpoint, tenant: string, site: Site): void;
  discovery(site: Site, tenant: string): JsonObject;
  publishedKey(key: SigningKey, site: Site, tenant: string): JWK;
  /** @throws Refusal when the client may not have what it asks for */
  authorize(
    parameters: TokenParameters,
    client: RegisteredClient,
    apis: readonly HostedApi[],
  ): Pick<Grant, 'api' | 'resource' | 'permissions'>;
  /** Whose token, signed by whose key, answers this grant; default: its own. */
  tokenPersonality?(grant: Grant): PersonalityName;
  draft(grant: Grant, issuance: Issuance): TokenDraft;
  /** Headers of every answer of the token endpoint. */
  tokenHeaders(requestId: string): Readonly<Record<string, string>>;
  success(token: IssuedToken): JsonObject;
  failure(refusal: Refusal, request: FailedRequest): JsonObject;
}
