import type { Clock } from './outbound/clock.js';
import { checkTogether } from './providers/check-together.js';
import { ConfigurationError, type Fault } from './providers/configuration-error.js';
import { type ProviderOptions, type ProviderSettings, parseSettings } from './providers/provider-settings.js';
import type { CacheKeys } from './shared-store/cache-keys.js';

export interface AuthOptions {
  /** As `readProviders` gives them, or written in code; the first one is the one tokens are asked from. */
  providers: readonly ProviderOptions[];
  /** The protection space named in challenges (RFC 9110 §11.5). Default `portero`. */
  realm?: string;
  /** URL of the protected resource metadata (RFC 9728), named in challenges. */
  resourceMetadata?: string;
  /**
   * What the `type` of problem documents begins with, before the reason (RFC 9457 §3.1.1): a base URL ending in `/`, where
   * each reason is explained. Default `urn:portero:problem:`.
   */
  problemTypes?: string;
  /** The URL by which clients know this service: DPoP proofs are made for it (RFC 9449 §4.3). Without it none is good. */
  publicUrl?: string;
  /** DPoP proofs must carry a nonce of this service (RFC 9449 §9). */
  dpopNonces?: boolean;
  /** Whether the `Client-Cert` header of this peer, a TLS-terminating proxy, is believed (RFC 9440). None is by default. */
  believesForwarder?: (address: string) => boolean;
  /** Milliseconds for one call to a provider, body included. Default 5,000. */
  timeout?: number;
  /** Redis or Valkey, for the instances of a service to share tokens and to back off together. */
  sharedStore?: { url: string; keys: CacheKeys };
  fetch?: typeof fetch;
  clock?: Clock;
}

/** @throws {ConfigurationError} with every fault of every provider */
export function checkProviders(providers: readonly ProviderOptions[]): ProviderSettings[] {
  const faults: Fault[] = [];
  const checked = providers.flatMap(({ name, kind, ...values }) => {
    const report = (setting: string, problem: string) => faults.push({ variable: `${name}.${setting}`, problem });
    return parseSettings({ name, kind, values }, report, false) ?? [];
  });
  const nameOf = (setting: string, instance: string) => `${instance}.${setting}`;
  checkTogether(checked, nameOf, (variable, problem) => faults.push({ variable, problem }));
  if (faults.length > 0) throw new ConfigurationError(faults);
  return checked;
}
