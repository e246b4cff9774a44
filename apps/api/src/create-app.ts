import { Logger, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { followRuns } from './audit/follow-runs.js';
import { RunContext } from './audit/run-context.js';
import type { Environment } from './config/configuration.js';
import { readConfiguration } from './config/configuration.module.js';
import { allowPagesOf } from './cross-origin.js';
import { serveDocs } from './docs/openapi.js';
import { httpServer } from './http-server.js';
import { PinoLogger } from './logging/pino.logger.js';
import { logRequests } from './logging/request-log.js';
import { serviceLog } from './logging/service-log.js';
import { standardOutput } from './logging/standard-output.js';
import { havePageFiles } from './operator/page-files.js';
import { sendSecurityHeaders } from './security-headers.js';
import { SERVICE_LIMITS, type ServiceLimits } from './service-limits.js';

/**
 * The service, ready to listen.
 *
 * @param environment in place of `.env` and the process's environment
 * @param limits in place of the usual ones
 * @param output where its log goes
 * @throws {ConfigurationError}
 */
export async function createApp(
  environment?: Environment,
  limits?: Partial<ServiceLimits>,
  output = standardOutput(),
): Promise<NestFastifyApplication> {
  const configuration = await readConfiguration(environment);
  const { service, docs, publicUrl, problemTypes, tls, warnings } = configuration;
  const adapter = httpServer({ ...SERVICE_LIMITS, ...limits }, { tls, trustsProxy: service.TRUST_PROXY, problemTypes });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(configuration), adapter, {
    abortOnError: false,
    bodyParser: false,
    // Nest's own log of a failed start is a stack trace: it waits until the configuration has proved good.
    bufferLogs: true,
    autoFlushLogs: false,
  });
  // The first is for those who ask whether a level is on.
  app.useLogger(levelsUpTo(service.LOG_LEVEL));
  app.useLogger(new PinoLogger(serviceLog(service, output)));
  app.flushLogs();
  for (const warning of warnings) new Logger('Configuration').warn(warning);

  logRequests(adapter.getInstance(), service.TRUST_PROXY);
  sendSecurityHeaders(app, { docs, https: publicUrl.startsWith('https:') });
  followRuns(adapter.getInstance(), app.get(RunContext));
  await havePageFiles(app);
  if (service.FRONTEND_ORIGIN) allowPagesOf(service.FRONTEND_ORIGIN, app);
  if (docs) serveDocs(app, service.SERVICE_NAME);
  app.enableShutdownHooks([], { useProcessExit: true });
  return app;
}

const LEVELS = ['error', 'warn', 'log', 'debug'] as const;

function levelsUpTo(level: (typeof LEVELS)[number]): LogLevel[] {
  return LEVELS.slice(0, LEVELS.indexOf(level) + 1);
}
