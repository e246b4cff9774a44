import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigurationError } from '@portero/auth';
import { Configuration } from './config/configuration.js';
import { createApp } from './create-app.js';
import { standardOutput } from './logging/standard-output.js';
import { leaveOnStrayFaults } from './shutdown/stray-fault.js';
import { traceRequests } from './tracing/request-spans.js';
import { startTracing } from './tracing/start-tracing.js';
import { readTracing, type TracingSettings } from './tracing/tracing-config.js';
import { whatToTry } from './what-to-try.js';

try {
  const tracing = readTracing();
  const app = await createApp();
  if (tracing) await trace(app, tracing);
  leaveOnStrayFaults();
  await listen(app);
  tell(await app.getUrl(), app.get(Configuration));
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** In production the log is read by programs, line by line. */
function tell(url: string, { service, publicUrl }: Configuration): void {
  if (service.NODE_ENV === 'production') new Logger('Service').log({ msg: 'listening', url, publicUrl });
  else standardOutput().write(whatToTry(url, publicUrl));
}

async function trace(app: NestFastifyApplication, settings: TracingSettings): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const end = await startTracing(settings, app.get(Configuration).service.SERVICE_NAME);
  traceRequests(fastify);
  // Fastify's server has answered its last request by then.
  fastify.addHook('onClose', end);
}

/** @throws {ConfigurationError} the port is taken */
async function listen(app: NestFastifyApplication): Promise<void> {
  const { PORT, HOST } = app.get(Configuration).service;
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    await app.close();
    if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    throw new ConfigurationError([{ variable: 'PORT', problem: `${PORT} is taken: choose another` }]);
  }
}
