import { ConsoleLogger, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { Configuration, type Environment } from './config/configuration.js';
import { serveDocs } from './docs/openapi.js';
import { acceptJson } from './json-body.js';

/**
 * The service, ready to listen.
 *
 * @param environment in place of `.env` and the process's environment
 * @throws {ConfigurationError}
 */
export async function createApp(environment?: Environment): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: 65_536 });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(environment), adapter, {
    abortOnError: false,
    bodyParser: false,
    // Nest's own log of a failed start is a stack trace: it waits until the configuration has proved good.
    bufferLogs: true,
    autoFlushLogs: false,
  });
  const { service, docs, warnings } = app.get(Configuration);
  app.useLogger(new ConsoleLogger({ logLevels: levelsUpTo(service.LOG_LEVEL) }));
  app.flushLogs();
  for (const warning of warnings) new Logger('Configuration').warn(warning);

  acceptJson(adapter);
  if (service.FRONTEND_ORIGIN) app.enableCors({ origin: service.FRONTEND_ORIGIN });
  if (docs) serveDocs(app, service.SERVICE_NAME);
  app.enableShutdownHooks([], { useProcessExit: true });
  return app;
}

const LEVELS = ['error', 'warn', 'log', 'debug'] as const;

function levelsUpTo(level: (typeof LEVELS)[number]) {
  return LEVELS.slice(0, LEVELS.indexOf(level) + 1);
}
