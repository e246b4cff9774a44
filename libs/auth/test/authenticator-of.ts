import { possessionOf } from '../src/auth.possession.js';
import { boundedFetch } from '../src/outbound/bounded-fetch.js';
import { type Clock, systemClock } from '../src/outbound/clock.js';
import { BearerAuthenticator } from '../src/passport/bearer-authenticator.js';
import { createPassport } from '../src/passport/passport-instance.js';
import type { Route } from '../src/passport/route.js';
import { buildProvider } from '../src/providers/provider.js';
import { parseSettings } from '../src/providers/provider-settings.js';
import { Providers } from '../src/providers/providers.js';
import type { KindName } from '../src/providers/registry.js';
import { AuthEvents } from '../src/telemetry/auth-events.js';

type Values = Readonly<Record<string, unknown>>;

/** A provider as the module builds it, and who authenticates its tokens. */
export function authenticatorOf(kind: KindName, values: Values, clock: Clock = systemClock) {
  const faults: string[] = [];
  const report = (setting: string, problem: string) => faults.push(`${setting} ${problem}`);
  const settings = parseSettings({ name: 'instance', kind, values }, report, false);
  if (!settings) throw new Error(`The settings have faults: ${faults.join(', ')}`);

  const passport = createPassport();
  const events = new AuthEvents();
  const providers = new Providers([buildProvider(settings, { fetch: boundedFetch(), clock, events, passport })]);
  const authenticator = new BearerAuthenticator({
    issuers: providers.issuers,
    passport,
    possession: possessionOf({ providers: [], clock }),
    believesForwarder: () => false,
    events,
    clock,
  });
  const authenticate = (token: string, route: Partial<Route> = {}) =>
    authenticator.authenticate(
      { rawHeaders: ['Authorization', `Bearer ${token}`] },
      {},
      { name: 'GET /orders', permissions: [], systemOnly: false, ...route },
    );
  return { providers, events, authenticate };
}
