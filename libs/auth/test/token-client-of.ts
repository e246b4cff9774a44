import { Agent } from 'undici';
import { SecretSwitch } from '../src/client-credentials/authentication/secret-switch.js';
import type { IssuedToken } from '../src/client-credentials/token-requester.js';
import { TokenWire } from '../src/client-credentials/token-wire.js';
import { Discovery } from '../src/jwt/discovery.js';
import { boundedFetch } from '../src/outbound/bounded-fetch.js';
import { systemClock } from '../src/outbound/clock.js';
import { type KindName, kindNamed } from '../src/providers/registry.js';
import { tokenEndpointOf } from '../src/providers/token-endpoint.js';
import { AuthEvents } from '../src/telemetry/auth-events.js';
import { settingsOf } from './settings-of.js';

export interface TokenClient {
  readonly events: AuthEvents;
  /** One token request with the settings' own scope and audience; nothing is cached or tried again. */
  request(): Promise<IssuedToken>;
}

/**
 * A client as a running Portero has it, without cache and resilience.
 *
 * @param authority PEM; behind the TLS endpoint of a test, besides the authorities of the system
 */
export function tokenClientOf(
  kind: KindName,
  values: Readonly<Record<string, unknown>>,
  authority?: string,
): TokenClient {
  const settings = { ...settingsOf(kind, values), kind } as Parameters<typeof tokenEndpointOf>[0];
  const [{ issuer, discoveryUrl }] = kindNamed(kind).trusts(settings);
  const fetch = boundedFetch();
  const endpoint = tokenEndpointOf(settings, new Discovery(issuer, discoveryUrl, fetch, systemClock));
  if (!endpoint) throw new TypeError('The settings have no client');

  const mutualTls = async (material: object) => new Agent({ connect: { ...material, ca: authority } });
  const trusting = { ...endpoint, client: { ...endpoint.client, ...(authority && { mutualTls }) } };
  const events = new AuthEvents();
  const requester = new SecretSwitch(trusting, (there) => new TokenWire(there, fetch, systemClock), events);
  return { events, request: () => requester.request({ key: 'K', parameters: trusting.parameters({}) }) };
}
