/** `GET /auth/me`. Without an operator: a caller on this machine. */
export interface Me {
  readonly operator: null | { readonly provider: string; readonly subject: string; readonly name?: string };
  readonly csrf: string | null;
  readonly expiresAt: string | null;
  /** Providers that people can sign in with. */
  readonly signIn: readonly string[];
}

export interface TokenReport {
  readonly name: string;
  readonly scope: string | null;
  readonly ageSeconds: number;
  readonly remainingSeconds: number;
  readonly renewsInSeconds: number;
}

export interface ClientReport {
  readonly clientId: string;
  readonly method: string;
  readonly breaker: {
    readonly state: 'closed' | 'open' | 'half_open';
    readonly nextTryInSeconds: number | null;
  };
  readonly lastSuccess: string | null;
  readonly lastFailure: null | { readonly at: string; readonly reason: string; readonly actual?: string };
  readonly tokens: readonly TokenReport[];
  readonly credentialExpiry: string | null;
}

export interface IssuerReport {
  readonly issuer: string;
  readonly keySet: { readonly ageSeconds: number | null; readonly stale: boolean; readonly kids: readonly string[] };
}

export interface ProviderReport {
  readonly name: string;
  readonly kind: 'azure' | 'auth0' | 'oidc' | 'local';
  readonly signIn: boolean;
  readonly issuers: readonly IssuerReport[];
  /** The provider's clock minus the service's. */
  readonly clockOffsetSeconds: number | null;
  readonly client: ClientReport | null;
}

/** `GET /operator/api/providers`. */
export interface ProvidersReport {
  readonly now: string;
  readonly service: {
    readonly name: string;
    readonly version: string;
    readonly publicUrl: string;
    readonly resourceServer: string;
  };
  readonly providers: readonly ProviderReport[];
}

export interface Check {
  readonly about: string;
  readonly verdict: 'passed' | 'failed' | 'skipped';
  readonly expected: string;
  readonly actual: string;
  /** The document that demands it. */
  readonly source: string;
  readonly reason?: string;
  readonly nextStep?: string;
}

/** `POST /operator/api/explain`. */
export interface Explanation {
  readonly verdict: 'accepted' | 'refused' | 'unavailable';
  readonly reason?: string;
  /** A short name of the token. */
  readonly token: string;
  readonly provider?: string;
  readonly header?: object;
  readonly claims?: object;
  readonly checks: readonly Check[];
}

export const FAULTS = ['throttled', 'slow', 'down', 'skew', 'rotate_keys', 'drop_old_key', 'forget_tokens'] as const;
export type Fault = (typeof FAULTS)[number];

/** `GET /operator/api/faults`. */
export interface FaultsReport {
  readonly available: boolean;
  readonly active: readonly string[];
  readonly faults: readonly string[];
}
