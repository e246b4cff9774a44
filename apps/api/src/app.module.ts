import { type DynamicModule, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AuthModule } from '@portero/auth';
import { TokenRate } from './access/token-rate.js';
import { ProductsController } from './catalog/products.controller.js';
import { StudentsController } from './catalog/students.controller.js';
import { Configuration, type Environment } from './config/configuration.js';
import { ConfigurationModule } from './config/configuration.module.js';
import { EmbeddedIssuerModule } from './embedded-issuer/embedded-issuer.module.js';
import { HealthController } from './health/health.controller.js';
import { ProvidersHealth } from './health/providers.health.js';
import { M2mController } from './m2m/m2m.controller.js';
import { ResourceServer } from './m2m/resource-server.js';
import { PROTECTED_RESOURCE_PATH, ProtectedResourceController } from './metadata/protected-resource.controller.js';
import { HttpProblemFilter } from './problem/http-problem.filter.js';
import { ConnectionDrain } from './shutdown/connection-drain.js';
import { TokenController } from './tokens/token.controller.js';

/** The one composition root. */
@Module({})
export class AppModule {
  /** @param environment in place of `.env` and the process's environment */
  static forRoot(environment?: Environment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.from(environment),
        EmbeddedIssuerModule,
        TerminusModule.forRootAsync({
          inject: [Configuration],
          // From SIGTERM on it answers 503, and waits that long before connections are closed.
          useFactory: ({ shutdownGrace }: Configuration) => ({
            logger: false,
            gracefulShutdownTimeoutMs: shutdownGrace,
          }),
        }),
        AuthModule.forRootAsync({
          inject: [Configuration],
          useFactory: ({ providers, publicUrl, sharedStore }: Configuration) => ({
            providers,
            sharedStore: sharedStore || undefined,
            resourceMetadata: `${publicUrl}/${PROTECTED_RESOURCE_PATH}`,
          }),
        }),
      ],
      controllers: [
        TokenController,
        ProductsController,
        StudentsController,
        M2mController,
        HealthController,
        ProtectedResourceController,
      ],
      providers: [
        ResourceServer,
        ProvidersHealth,
        ConnectionDrain,
        TokenRate,
        { provide: APP_PIPE, useClass: StandardSchemaValidationPipe },
        { provide: APP_FILTER, useClass: HttpProblemFilter },
      ],
    };
  }
}
