import { type DynamicModule, type FactoryProvider, Module, type ModuleMetadata } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, HttpAdapterHost, Reflector } from '@nestjs/core';
import { AuthLog } from './auth.log.js';
import { type AuthOptions, checkProviders } from './auth.options.js';
import { possessionOf } from './auth.possession.js';
import { OutboundLifecycle, SHARED_STORE, SharedStoreLifecycle } from './auth.shutdown.js';
import { Explainer } from './explain/explainer.js';
import { boundedFetch } from './outbound/bounded-fetch.js';
import { systemClock } from './outbound/clock.js';
import { BearerGuard } from './passport/bearer.guard.js';
import { BearerAuthenticator } from './passport/bearer-authenticator.js';
import { createPassport, type PassportInstance } from './passport/passport-instance.js';
import { RefusalFilter } from './passport/refusal.filter.js';
import { Possession } from './proof-of-possession/possession.js';
import { buildProvider } from './providers/provider.js';
import { Providers } from './providers/providers.js';
import { connectSharedStore, type SharedStore } from './shared-store/connect-shared-store.js';
import { SharedCounters } from './shared-store/shared-counters.js';
import { AuthEvents } from './telemetry/auth-events.js';

const AUTH_OPTIONS = Symbol('AUTH_OPTIONS');
const PASSPORT = Symbol('PASSPORT');

/** As everywhere in Nest: `inject` names what `useFactory` gets, of what `imports` export. */
export type AuthAsyncOptions = Pick<ModuleMetadata, 'imports'> &
  Pick<FactoryProvider<AuthOptions>, 'inject' | 'useFactory'>;

/**
 * Guards the whole application and gives it tokens: every route asks for a valid bearer token unless it is `@Public()`,
 * and every refusal is rendered by RFC 6750 and RFC 9457.
 */
@Module({})
export class AuthModule {
  static forRoot(options: AuthOptions): DynamicModule {
    return AuthModule.forRootAsync({ useFactory: () => options });
  }

  static forRootAsync({ imports, inject, useFactory }: AuthAsyncOptions): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      imports,
      providers: [{ provide: AUTH_OPTIONS, inject, useFactory }, ...PROVIDERS],
      exports: [Providers, AuthEvents, BearerAuthenticator, Explainer, SharedCounters],
    };
  }
}

const PROVIDERS = [
  AuthEvents,
  AuthLog,
  { provide: PASSPORT, useFactory: createPassport },
  {
    provide: SHARED_STORE,
    // The log listens first, and hears of a store that is down at the start.
    inject: [AUTH_OPTIONS, AuthEvents, AuthLog],
    useFactory: ({ sharedStore, clock = systemClock }: AuthOptions, events: AuthEvents) =>
      sharedStore && connectSharedStore({ ...sharedStore, clock, events }),
  },
  SharedStoreLifecycle,
  OutboundLifecycle,
  {
    provide: SharedCounters,
    inject: [{ token: SHARED_STORE, optional: true }],
    useFactory: (store?: SharedStore) => new SharedCounters(store),
  },
  {
    provide: Providers,
    inject: [AUTH_OPTIONS, OutboundLifecycle, PASSPORT, AuthEvents, { token: SHARED_STORE, optional: true }],
    useFactory: (
      { providers, clock = systemClock, fetch, timeout }: AuthOptions,
      { signal }: OutboundLifecycle,
      passport: PassportInstance,
      events: AuthEvents,
      sharedStore?: SharedStore,
    ) => {
      const surroundings = { fetch: boundedFetch({ fetch, timeout, signal }), clock, events, passport, sharedStore };
      return new Providers(checkProviders(providers).map((settings) => buildProvider(settings, surroundings)));
    },
  },
  {
    provide: Possession,
    inject: [AUTH_OPTIONS, { token: SHARED_STORE, optional: true }],
    useFactory: possessionOf,
  },
  {
    provide: BearerAuthenticator,
    inject: [Providers, PASSPORT, Possession, AuthEvents, AUTH_OPTIONS],
    useFactory: (
      { issuers }: Providers,
      passport: PassportInstance,
      possession: Possession,
      events: AuthEvents,
      { clock = systemClock, believesForwarder = () => false }: AuthOptions,
    ) => new BearerAuthenticator({ issuers, passport, possession, believesForwarder, events, clock }),
  },
  {
    provide: Explainer,
    inject: [Providers, Possession, OutboundLifecycle, AUTH_OPTIONS],
    useFactory: (
      providers: Providers,
      possession: Possession,
      { signal }: OutboundLifecycle,
      { clock = systemClock, fetch, timeout }: AuthOptions,
    ) => new Explainer({ providers, possession, fetch: boundedFetch({ fetch, timeout, signal }), clock }),
  },
  {
    provide: APP_GUARD,
    inject: [Reflector, BearerAuthenticator],
    useFactory: (reflector: Reflector, authenticator: BearerAuthenticator) => new BearerGuard(reflector, authenticator),
  },
  {
    provide: APP_FILTER,
    inject: [HttpAdapterHost, Possession, AUTH_OPTIONS],
    useFactory: (
      host: HttpAdapterHost,
      { proofAlgorithms }: Possession,
      { realm = 'portero', resourceMetadata, problemTypes }: AuthOptions,
    ) => new RefusalFilter(host, { realm, resourceMetadata, proofAlgorithms }, problemTypes),
  },
];
