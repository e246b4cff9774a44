import { createSecretKey, randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AccessRefusals } from '../access/access-refusals.js';
import { Configuration } from '../config/configuration.js';
import { CookieSeal } from './cookie-seal.js';
import { CookieJar } from './cookies.js';
import { OperatorGuard } from './operator.guard.js';
import { RedemptionRate } from './redemption-rate.js';
import { RefusalPages } from './refusal-pages.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.js';
import { SignInNeededFilter } from './sign-in-needed.filter.js';
import { SignInProviders } from './sign-in-providers.js';
import { Transactions } from './transactions.js';

/** Operators sign in, with the providers that have a client for it. */
@Module({
  controllers: [SignInController, SessionController],
  providers: [
    {
      provide: CookieSeal,
      inject: [Configuration],
      // Sessions of a key that nobody was told end with the process.
      useFactory: ({ service }: Configuration) =>
        new CookieSeal(service.SESSION_KEY ?? [createSecretKey(randomBytes(32))]),
    },
    {
      provide: CookieJar,
      inject: [Configuration],
      useFactory: ({ publicUrl }: Configuration) => new CookieJar(publicUrl),
    },
    SignInProviders,
    Sessions,
    Transactions,
    RedemptionRate,
    SignIn,
    RefusalPages,
    AccessRefusals,
    OperatorGuard,
    { provide: APP_FILTER, useClass: SignInNeededFilter },
  ],
  exports: [Sessions, SignInProviders, CookieJar, AccessRefusals, OperatorGuard],
})
export class SignInModule {}
