export type Endpoint = 'discovery' | 'jwks' | 'token' | 'introspection' | 'authorize';

/** Where a personality answers, under the issuer's origin. `{tenant}` stands for one path segment. */
export interface Paths {
  readonly issuer: string;
  /** The first is the one `Endpoints` names. */
  readonly discovery: readonly [string, ...string[]];
  readonly jwks: string;
  readonly token: string;
  readonly introspection?: string;
  /** Where people sign in. */
  readonly authorize?: string;
}

/** Absolute URLs of one personality. */
export interface Endpoints {
  /** The exact `iss` of its tokens. */
  readonly issuer: string;
  readonly discoveryUrl: string;
  readonly jwksUrl: string;
  readonly tokenUrl: string;
  /** RFC 7662; `oidc` only. */
  readonly introspectionUrl?: string;
  /** RFC 6749 §3.1; with `IssuerOptions.people` only, and not at `azure-v1`. */
  readonly authorizeUrl?: string;
}

export function endpointsAt(origin: string, paths: Paths, tenant: string): Endpoints {
  const url = (path: string) => origin + path.replace('{tenant}', tenant);
  return {
    issuer: url(paths.issuer),
    discoveryUrl: url(paths.discovery[0]),
    jwksUrl: url(paths.jwks),
    tokenUrl: url(paths.token),
    ...(paths.introspection && { introspectionUrl: url(paths.introspection) }),
    ...(paths.authorize && { authorizeUrl: url(paths.authorize) }),
  };
}
