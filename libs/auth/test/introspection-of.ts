import { Agent } from 'undici';
import { SecretRotation } from '../src/client-credentials/authentication/secret-rotation.js';
import { IntrospectionWire } from '../src/introspection/introspection-wire.js';
import { Discovery } from '../src/jwt/discovery.js';
import type { Introspection } from '../src/jwt/introspection.js';
import { boundedFetch } from '../src/outbound/bounded-fetch.js';
import { type Clock, systemClock } from '../src/outbound/clock.js';
import { introspectionEndpointOf, introspectionOf } from '../src/providers/introspection.js';
import type { ProviderSettings } from '../src/providers/provider-settings.js';
import { type KindName, kindNamed } from '../src/providers/registry.js';
import { AuthEvents } from '../src/telemetry/auth-events.js';
import { settingsOf } from './settings-of.js';

type Values = Readonly<Record<string, unknown>>;

const fetch = boundedFetch({ timeout: 1_000 });

function parts(kind: KindName, values: Values) {
  const settings = { ...settingsOf(kind, values), kind } as ProviderSettings;
  const [{ issuer, discoveryUrl }] = kindNamed(kind).trusts(settings);
  return { settings, discovery: new Discovery(issuer, discoveryUrl, fetch, systemClock) };
}

/** How a running Portero asks about opaque tokens; `undefined` where that is off. */
export function builtIntrospection(kind: KindName, values: Values, clock: Clock = systemClock) {
  const { settings, discovery } = parts(kind, values);
  const events = new AuthEvents();
  return { introspection: introspectionOf(settings, discovery, { fetch, clock, events }), events };
}

/** The same, when it must be on. */
export function introspectionOfSettings(kind: KindName, values: Values, clock?: Clock): Introspection {
  const { introspection } = builtIntrospection(kind, { introspection: 'on', ...values }, clock);
  if (!introspection) throw new TypeError('Introspection is off');
  return introspection;
}

/**
 * One question and its answer: nothing is cached, and a refusal has the reason that the wire gave it.
 *
 * @param authority PEM; behind the TLS endpoint of a test
 */
export function introspectionWireOf(kind: KindName, values: Values, authority?: string): Introspection {
  const { settings, discovery } = parts(kind, { introspection: 'on', ...values });
  const endpoint = introspectionEndpointOf(settings, discovery);
  if (!endpoint) throw new TypeError('Introspection is off');
  const mutualTls = async (material: object) => new Agent({ connect: { ...material, ca: authority } });
  const client = { ...endpoint.client, ...(authority && { mutualTls }) };
  return new IntrospectionWire(
    { ...endpoint, client },
    new SecretRotation(client, () => undefined),
    fetch,
    systemClock,
  );
}
