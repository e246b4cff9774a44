import type { AcquiredToken, BoundedFetch, Clock, Explanation, Provider, ProviderSettings } from '@portero/auth';
import type { Environment } from '../cli.config.js';
import type { Finding } from './finding.js';

export type TrustedIssuer = Provider['issuers'][number];

/** What the checks reach the world with. */
export interface Means {
  readonly fetch: BoundedFetch;
  readonly clock: Clock;
  /** Addresses of a host name. @throws as `dns.lookup` */
  readonly lookup: (host: string) => Promise<readonly string[]>;
}

/** An issuer's metadata as they came, before anyone believed them. */
export interface Metadata {
  readonly members: Readonly<Record<string, unknown>>;
}

/** How far the provider's clock is ahead of ours. */
export interface Skew {
  readonly host: string;
  readonly seconds: number;
}

/** What earlier checks found out, for later ones. */
export interface Found {
  /** By issuer. */
  readonly metadata: Map<string, Metadata>;
  skew?: Skew;
  token?: AcquiredToken;
}

/** One provider instance under examination. */
export interface Subject extends Means {
  readonly settings: ProviderSettings;
  readonly provider: Provider;
  readonly environment: Environment;
  readonly explain: (token: AcquiredToken) => Promise<Explanation>;
  readonly found: Found;
}

/** One thing that may be wrong. */
export interface Check {
  readonly name: string;
  /** Checks without whose success this one can find out nothing. */
  readonly needs: readonly string[];
  run(subject: Subject): Promise<readonly Finding[]>;
}
