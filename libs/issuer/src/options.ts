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
}

/** A client that may ask for tokens. */
export interface RegisteredClient {
  readonly id: string;
  readonly secret: string;
  /** Secrets that once worked. Entra names them (AADSTS7000222); elsewhere they are just wrong. */
  readonly expiredSecrets?: readonly string[];
  /** API identifier → permissions granted on it. An API without an entry is closed to the client. */
  readonly grants: Readonly<Record<string, readonly string[]>>;
}

export interface IssuerOptions {
  /** Port on 127.0.0.1. Default 0: any free port. */
  readonly port?: number;
  readonly apis: readonly RegisteredApi[];
  readonly clients: readonly RegisteredClient[];
  /** GUID of the Entra tenant. Default: a random UUID. */
  readonly tenant?: string;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Seconds a token is still valid when sent. Default: oidc 300, auth0 86,400, azure 3,600. */
  readonly tokenLifetime?: number;
}

/** An API as the running issuer has it: every default filled in. */
export type HostedApi = Required<RegisteredApi>;
