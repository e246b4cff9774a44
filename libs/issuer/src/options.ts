import type { JWK } from 'jose';
import type { AuthenticationMethod } from './clients/authentication/authentication-method.js';
import type { TlsMaterial } from './http/loopback-server.js';

/** An API (resource server) that tokens can be asked for. */
export interface RegisteredApi {
  /** Audience or App ID URI, e.g. `api://portero`. */
  readonly identifier: string;
  /** Entra: the API's application id (GUID), which v2 tokens carry as `aud`. Default: a random UUID. */
  readonly clientId?: string;
  /** Permissions the API defines, e.g. `['read:students']`. */
  readonly permissions: readonly string[];
  /**
   * Entra: version of the tokens this API gets, whichever endpoint is called. Default 2. May be changed while the
   * issuer runs, on the objects of `Issuer.apis`.
   */
  accessTokenAcceptedVersion?: 1 | 2;
  /** `oidc`: whether its tokens tell the API everything, or are references to be introspected (RFC 7662). Default `jwt`. */
  readonly tokenFormat?: 'jwt' | 'opaque';
}

/** Entra: another issuer's tokens that stand for the client (workload identity federation). */
export interface FederatedCredential {
  /** Exact `iss`. */
  readonly issuer: string;
  /** Exact `sub`. */
  readonly subject: string;
  /** Exact `aud`, customarily `api://AzureADTokenExchange`. */
  readonly audience: string;
  /** Public keys of that issuer; it is never asked for them. */
  readonly keys: readonly JWK[];
}

/** Someone who can sign in. */
export interface Person {
  /** What they sign in with; Entra's `preferred_username`. */
  readonly username: string;
  readonly password: string;
  /** As others call them, e.g. `Ada Lovelace`. */
  readonly name: string;
  readonly email?: string;
  /** Whether the address was shown to be theirs. Default: no. Entra never tells. */
  readonly emailVerified?: boolean;
  /** What they are everywhere, e.g. `['portero.operator']`: the `roles` of their tokens. */
  readonly roles?: readonly string[];
  /** API identifier → what they may do there. A client gets what both it and the person may do. */
  readonly permissions?: Readonly<Record<string, readonly string[]>>;
}

/** A client that may ask for tokens. It needs a secret or something else to authenticate with, unless it is public. */
export interface RegisteredClient {
  readonly id: string;
  /** The current secret. Also the key of its `client_secret_jwt`. */
  readonly secret?: string;
  /** Secrets that work too, while one is being replaced by the next. */
  readonly otherSecrets?: readonly string[];
  /** Secrets that once worked. Entra names them (AADSTS7000222); elsewhere they are just wrong. */
  readonly expiredSecrets?: readonly string[];
  /** Public keys of its `private_key_jwt` at `oidc` and `auth0`. Those with a `kid` are matched by it. */
  readonly jwks?: readonly JWK[];
  /** Certificates (PEM): of its `private_key_jwt` at Entra, of its `self_signed_tls_client_auth` at `oidc`. */
  readonly certificates?: readonly string[];
  /** Subject of its `tls_client_auth` at `oidc` (RFC 8705 §2.1.2, RFC 4514), e.g. `CN=portero,O=Example,C=ES`. */
  readonly tlsClientAuthSubjectDn?: string;
  readonly federatedCredentials?: readonly FederatedCredential[];
  /** The only method it may use. Default: any that it has the means for. */
  readonly authenticationMethod?: AuthenticationMethod;
  /** `oidc`: it gets no token without a DPoP proof (`dpop_bound_access_tokens`, RFC 9449 §5.2). */
  readonly dpopBound?: boolean;
  /**
   * `oidc`: its tokens are bound to the certificate of the TLS connection, and it gets none without one, however it
   * authenticates (`tls_client_certificate_bound_access_tokens`, RFC 8705 §3.4).
   */
  readonly certificateBound?: boolean;
  /** Where people come back to from signing in: http or https, compared character by character (RFC 9700 §2.1). */
  readonly redirectUris?: readonly string[];
  /**
   * Besides `redirectUris`: http at any port of localhost, 127.0.0.1 or [::1], with this path and no query (RFC 8252 §7.3).
   * A word in braces stands for one segment of letters, digits, `_` and `-`: `/auth/{provider}/callback`. Default: none.
   */
  readonly loopbackRedirectPath?: string;
  /** It has nothing to authenticate with (`none`, RFC 6749 §2.1), and gets tokens only for people who sign in. */
  readonly publicClient?: boolean;
  /** API identifier → permissions granted on it. An API without an entry is closed to the client. */
  readonly grants: Readonly<Record<string, readonly string[]>>;
}

export interface IssuerOptions {
  /** Port on 127.0.0.1. Default 0: any free port. */
  readonly port?: number;
  readonly apis: readonly RegisteredApi[];
  readonly clients: readonly RegisteredClient[];
  /** Who can sign in. Default: nobody, and no authorization endpoint. */
  readonly people?: readonly Person[];
  /** GUID of the Entra tenant. Default: a random UUID. */
  readonly tenant?: string;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /**
   * PEM. Makes the issuer also listen with https, on another free port of 127.0.0.1, where it asks for a client certificate
   * (RFC 8705). `ca`: the authorities that `tls_client_auth` trusts; default: none.
   */
  readonly tls?: TlsMaterial;
  /** `oidc`: whether a DPoP proof needs a nonce of the issuer (RFC 9449 §8). Default: no. */
  readonly dpopNonce?: boolean;
  /** Seconds a token is still valid when sent. Default: oidc 300, auth0 86,400, azure 3,600. */
  readonly tokenLifetime?: number;
}

/** An API as the running issuer has it: every default filled in. */
export type HostedApi = Required<RegisteredApi>;
