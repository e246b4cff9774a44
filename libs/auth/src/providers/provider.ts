import type { ClientAuthMethod } from '../client-credentials/authentication/methods.js';
import { SecretSwitch } from '../client-credentials/authentication/secret-switch.js';
import { cacheKey } from '../client-credentials/cache-key.js';
import { CachedTokenSource } from '../client-credentials/cached-token-source.js';
import { holdOffName } from '../client-credentials/fleet/redis-names.js';
import { SharedHoldOff } from '../client-credentials/fleet/shared-hold-off.js';
import { SharedRequester } from '../client-credentials/fleet/shared-requester.js';
import { MemoryHoldOff } from '../client-credentials/hold-off.js';
import { ResilientRequester } from '../client-credentials/resilient-requester.js';
import type { TokenEndpoint } from '../client-credentials/token-endpoint.js';
import { TokenWire } from '../client-credentials/token-wire.js';
import { Discovery } from '../jwt/discovery.js';
import { KEY_SET_TIMES, KeySet } from '../jwt/key-set.js';
import { keyLoader } from '../jwt/load-keys.js';
import type { Trust } from '../jwt/trust.js';
import type { TrustedIssuer } from '../jwt/trusted-issuers.js';
import type { BoundedFetch } from '../outbound/bounded-fetch.js';
import type { Clock } from '../outbound/clock.js';
import { ClockOffset } from '../outbound/clock-offset.js';
import type { PassportInstance } from '../passport/passport-instance.js';
import type { SharedStore } from '../shared-store/connect-shared-store.js';
import type { AuthEvents } from '../telemetry/auth-events.js';
import { tracedCall } from '../telemetry/tracing.js';
import { introspectionOf } from './introspection.js';
import type { ProviderSettings } from './provider-settings.js';
import { type KindName, kindNamed } from './registry.js';
import { type SignInClient, signInOf } from './sign-in.js';
import { tokenEndpointOf } from './token-endpoint.js';

/** A provider instance that is switched on. */
export interface Provider {
  readonly name: string;
  readonly kind: KindName;
  readonly issuers: readonly TrustedIssuer[];
  /** Whole seconds that its clock was ahead of ours in its last answer; `undefined` until there was one. */
  readonly clockOffset: () => number | undefined;
  /** Absent when no client is configured. */
  readonly client?: ProviderClient;
  /** Absent when people cannot sign in with it. */
  readonly signIn?: SignInClient;
}

/** This service's client at a provider. */
export interface ProviderClient {
  readonly id: string;
  readonly method: ClientAuthMethod;
  readonly tokens: CachedTokenSource;
  /** State of the circuit breaker before the token endpoint. */
  readonly breaker: () => 'open' | 'half_open' | 'closed';
  /** Whole seconds for which the token endpoint is still left alone; 0 when it may be asked. */
  readonly secondsLeftAlone: () => Promise<number>;
  /**
   * When its secret or certificate ends, as far as it is known; every file of its proof is read.
   * @throws {Refusal} `client_secret_unreadable`
   */
  readonly credentialExpiry: () => Promise<Date | undefined>;
}

export interface Surroundings {
  readonly fetch: BoundedFetch;
  readonly clock: Clock;
  readonly events: AuthEvents;
  readonly passport: PassportInstance;
  /** What the instances of a service share; absent for one that stands alone. */
  readonly sharedStore?: SharedStore;
}

/** Builds a provider from its settings; its strategy registers itself with Passport under the provider's name. */
export function buildProvider(settings: ProviderSettings, { fetch, ...others }: Surroundings): Provider {
  const { clock, passport } = others;
  const offset = new ClockOffset(clock);
  const surroundings = { ...others, fetch: offset.measuring(fetch) };
  const { name } = settings;
  const kind = kindNamed(settings.kind);
  new kind.strategy(name, passport, clock);

  const [first, ...more] = kind.trusts(settings);
  const main = trustedIssuer(first, settings, surroundings);
  const introspection = introspectionOf(settings, main.discovery, surroundings);
  const endpoint = tokenEndpointOf(settings, main.discovery, clock);
  return {
    name,
    kind: settings.kind,
    issuers: [{ ...main, introspection }, ...more.map((trust) => trustedIssuer(trust, settings, surroundings))],
    clockOffset: () => offset.seconds,
    client: endpoint && providerClient(endpoint, surroundings),
    signIn: signInOf(settings, main.discovery, surroundings),
  };
}

/** Tokens come from memory, then the shared store, then through breaker and retries over the wire. */
function providerClient(endpoint: TokenEndpoint, surroundings: Surroundings): ProviderClient {
  const { fetch, clock, events, sharedStore } = surroundings;
  const { provider, client, credentialExpiry } = endpoint;
  const wire = new SecretSwitch(endpoint, (there) => new TokenWire(there, fetch, clock), events);
  const holdOff = sharedStore
    ? new SharedHoldOff(holdOffName(cacheKey(endpoint, {})), sharedStore)
    : new MemoryHoldOff();
  const resilient = new ResilientRequester(wire, { provider, holdOff, clock, events });
  const shared = sharedStore ? new SharedRequester(resilient, sharedStore) : resilient;
  return {
    id: client.id,
    method: client.method,
    tokens: new CachedTokenSource(endpoint, shared, clock, events),
    breaker: () => resilient.state,
    secondsLeftAlone: () => resilient.secondsLeft(),
    credentialExpiry,
  };
}

function trustedIssuer(
  trust: Trust,
  { keysMaxStale }: ProviderSettings,
  { fetch, clock, events }: Surroundings,
): TrustedIssuer {
  const { provider, issuer, discoveryUrl } = trust;
  const discovery = new Discovery(issuer, discoveryUrl, fetch, clock);
  const tellFailure = ({ message: detail }: Error, usable: boolean) =>
    events.emit('keys_failed', { provider, issuer, usable, detail });
  const load = keyLoader(trust, discovery, fetch, clock);
  const loadAndTell = async () => {
    const askedAt = clock.monotonic();
    const keys = await tracedCall('portero.keys.fetch', { 'portero.provider': provider }, load);
    events.emit('keys_fetched', { provider, issuer, seconds: (clock.monotonic() - askedAt) / 1000 });
    return keys;
  };
  const times = { ...KEY_SET_TIMES, maxStale: keysMaxStale * 1000 };
  return { trust, discovery, keys: new KeySet(loadAndTell, clock, tellFailure, times) };
}
