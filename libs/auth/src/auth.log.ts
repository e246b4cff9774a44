import { Inject, Injectable, Logger, type LogLevel, type OnModuleInit } from '@nestjs/common';
import { Providers } from './providers/providers.js';
import { type AuthEventName, AuthEvents } from './telemetry/auth-events.js';

const LEVELS: Readonly<Record<AuthEventName, LogLevel>> = {
  bearer_accepted: 'debug',
  bearer_refused: 'warn',
  audience_relaxed: 'warn',
  token_issued: 'debug',
  token_failed: 'error',
  keys_failed: 'warn',
};

/** Writes every event to the application's log, one JSON object each. */
@Injectable()
export class AuthLog implements OnModuleInit {
  private readonly logger = new Logger('Auth');

  constructor(
    @Inject(AuthEvents) private readonly events: AuthEvents,
    @Inject(Providers) private readonly providers: Providers,
  ) {}

  onModuleInit(): void {
    this.events.listen((event) => this.logger[LEVELS[event.name] as 'log'](JSON.stringify(event)));
    const relaxed = this.providers.issuers.all
      .filter(({ trust }) => trust.relaxAudience)
      .map(({ trust }) => trust.provider);
    for (const name of new Set(relaxed)) {
      this.logger.warn(`The audience of ${name} is relaxed: tokens meant for other APIs of its issuer are let in`);
    }
  }
}
