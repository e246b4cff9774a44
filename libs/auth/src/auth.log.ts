import { Inject, Injectable, Logger, type LogLevel, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Providers } from './providers/providers.js';
import { type AuthEventName, AuthEvents } from './telemetry/auth-events.js';
import { LoggedEvent } from './telemetry/logged-event.js';

const LEVELS: Readonly<Record<AuthEventName, LogLevel>> = {
  bearer_accepted: 'debug',
  bearer_refused: 'warn',
  bearer_verified: 'debug',
  proof_checked: 'debug',
  introspected: 'debug',
  access_refused: 'warn',
  operator_signed_in: 'log',
  operator_refused: 'warn',
  operator_signed_out: 'log',
  operator_accepted: 'log',
  audience_relaxed: 'warn',
  token_cache: 'debug',
  token_issued: 'log',
  token_failed: 'error',
  token_attempted: 'debug',
  token_retried: 'warn',
  scope_differs: 'warn',
  client_secret_switched: 'warn',
  breaker_moved: 'warn',
  shared_cache_state: 'warn',
  shared_cache_miss_invalid: 'warn',
  resource_called: 'debug',
  fault_injected: 'warn',
  keys_failed: 'warn',
  keys_fetched: 'debug',
};

/** Writes every event to the application's log, its fields as fields, from the first one on. */
@Injectable()
export class AuthLog implements OnModuleInit {
  private readonly logger = new Logger('Auth');

  constructor(
    @Inject(AuthEvents) events: AuthEvents,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {
    events.listen((event) => {
      const level = LEVELS[event.name];
      // Every request has an event: one that nobody reads is not rendered.
      if (Logger.isLevelEnabled(level)) this.logger[level as 'log'](new LoggedEvent(event));
    });
  }

  onModuleInit(): void {
    const { all } = this.modules.get(Providers).issuers;
    const relaxed = all.filter(({ trust }) => trust.relaxAudience).map(({ trust }) => trust.provider);
    for (const name of new Set(relaxed)) {
      this.logger.warn(`The audience of ${name} is relaxed: tokens meant for other APIs of its issuer are let in`);
    }
  }
}
