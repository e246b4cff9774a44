import { type DynamicModule, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AuthModule, SharedCounters } from '@portero/auth';
import { COUNTERS } from './access/counters.js';
import { FleetCounters } from './access/fleet-counters.js';
import { MemoryCounters } from './access/memory-counters.js';
import { TokenRate } from './access/token-rate.js';
import { AuditTrail } from './audit/audit-trail.js';
import { RunContext } from './audit/run-context.js';
import { LateBodyInterceptor } from './body/late-body.interceptor.js';
import { ProductsController } from './catalog/products.controller.js';
import { StudentsController } from './catalog/students.controller.js';
import { Configuration } from './config/configuration.js';
import { ConfigurationModule } from './config/configuration.module.js';
import { EmbeddedIssuerModule } from './embedded-issuer/embedded-issuer.module.js';
import { EventLoopHealth, LOOP_DELAY, measureLoopDelay } from './health/event-loop.health.js';
import { HealthController } from './health/health.controller.js';
import { ProvidersHealth } from './health/providers.health.js';
import { M2mController } from './m2m/m2m.controller.js';
import { ResourceServer } from './m2m/resource-server.js';
import { RunRecorder } from './m2m/run-recorder.js';
import { PROTECTED_RESOURCE_PATH, ProtectedResourceController } from './metadata/protected-resource.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { ServiceMetrics } from './metrics/service-metrics.js';
import { EntranceController } from './operator/entrance.controller.js';
import { EventsController } from './operator/events.controller.js';
import { ExplainController } from './operator/explain.controller.js';
import { FaultInjection } from './operator/fault-injection.js';
import { FaultsController } from './operator/faults.controller.js';
import { OpenStreams } from './operator/open-streams.js';
import { PageController } from './operator/page.controller.js';
import { ProviderHistory } from './operator/provider-history.js';
import { ProvidersController } from './operator/providers.controller.js';
import { RunsController } from './operator/runs.controller.js';
import { HttpProblemFilter } from './problem/http-problem.filter.js';
import { PROBLEM_ENTRIES, readProblemEntries } from './problem/problem-entries.js';
import { ProblemsController } from './problem/problems.controller.js';
import { ConnectionDrain } from './shutdown/connection-drain.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { TokenController } from './tokens/token.controller.js';

/** The one composition root. */
@Module({})
export class AppModule {
  static forRoot(configuration: Configuration): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.of(configuration),
        EmbeddedIssuerModule,
        SignInModule,
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
          useFactory: ({ providers, publicUrl, problemTypes, sharedStore, service }: Configuration) => ({
            providers,
            publicUrl,
            problemTypes,
            dpopNonces: service.DPOP_NONCE === 'on',
            believesForwarder: service.TRUST_PROXY,
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
        MetricsController,
        ProblemsController,
        EntranceController,
        PageController,
        RunsController,
        ProvidersController,
        ExplainController,
        EventsController,
        FaultsController,
      ],
      providers: [
        ResourceServer,
        RunContext,
        AuditTrail,
        RunRecorder,
        ProviderHistory,
        FaultInjection,
        OpenStreams,
        ProvidersHealth,
        EventLoopHealth,
        { provide: PROBLEM_ENTRIES, useFactory: readProblemEntries },
        { provide: LOOP_DELAY, useFactory: measureLoopDelay },
        ConnectionDrain,
        ServiceMetrics,
        TokenRate,
        {
          provide: COUNTERS,
          inject: [SharedCounters],
          useFactory: (shared: SharedCounters) => new FleetCounters(shared, new MemoryCounters()),
        },
        { provide: APP_INTERCEPTOR, useClass: LateBodyInterceptor },
        { provide: APP_PIPE, useClass: StandardSchemaValidationPipe },
        { provide: APP_FILTER, useClass: HttpProblemFilter },
      ],
    };
  }
}
