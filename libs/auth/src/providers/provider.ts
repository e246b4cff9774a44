import { CachedTokenSource } from '../client-credentials/cached-token-source.js';
import type { TokenSource } from '../client-credentials/token-source.js';
import { TokenWire } from '../client-credentials/token-wire.js';
import { Discovery } from '../jwt/discovery.js';
import { KeySet } from '../jwt/key-set.js';
import { keyLoader } from '../jwt/load-keys.js';
import type { Trust } from '../jwt/trust.js';
import type { TrustedIssuer } from '../jwt/trusted-issuers.js';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import type { PassportInstance } from '../passport/passport-instance.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import type { ProviderSettings } from './provider-settings.js';
import { type KindName, kindNamed } from './registry.js';
import { tokenEndpointOf } from './token-endpoint.js';

/** A provider instance that is switched on. */
export interface Provider {
  readonly name: string;
  readonly kind: KindName;
  readonly issuers: readonly TrustedIssuer[];
  /** Absent when no client is configured. */
  readonly tokens?: TokenSource;
}

export interface Surroundings {
  readonly fetch: BoundedFetch;
  readonly clock: Clock;
  readonly events: AuthEvents;
  readonly passport: PassportInstance;
}

/** Builds a provider from its settings; its strategy registers itself with Passport under the provider's name. */
export function buildProvider(settings: ProviderSettings, surroundings: Surroundings): Provider {
  const { fetch, clock, events, passport } = surroundings;
  const { name } = settings;
  const kind = kindNamed(settings.kind);
  new kind.strategy(name, passport, clock);

  const [first, ...others] = kind.trusts(settings);
  const main = trustedIssuer(first, surroundings);
  const endpoint = tokenEndpointOf(settings, main.discovery);
  return {
    name,
    kind: settings.kind,
    issuers: [main, ...others.map((trust) => trustedIssuer(trust, surroundings))],
    tokens: endpoint && new CachedTokenSource(endpoint, new TokenWire(endpoint, fetch, clock), clock, events),
  };
}

function trustedIssuer(trust: Trust, { fetch, clock, events }: Surroundings): TrustedIssuer {
  const { issuer, discoveryUrl } = trust;
  const discovery = new Discovery(issuer, discoveryUrl, fetch, clock);
  const keys = new KeySet(keyLoader(trust, discovery, fetch, clock), clock, ({ message: detail }, usable) =>
    events.emit('keys_failed', { issuer, usable, detail }),
  );
  return { trust, discovery, keys };
}
