import type { INestApplication } from '@nestjs/common';
import { ConfigurationError } from '@portero/auth';
import { Configuration } from './config/configuration.js';
import { createApp } from './create-app.js';
import { standardOutput } from './logging/standard-output.js';
import { leaveOnStrayFaults } from './shutdown/stray-fault.js';
import { whatToTry } from './what-to-try.js';

try {
  const app = await createApp();
  leaveOnStrayFaults();
  await listen(app);
  standardOutput().write(whatToTry(await app.getUrl(), app.get(Configuration).publicUrl));
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** @throws {ConfigurationError} the port is taken */
async function listen(app: INestApplication): Promise<void> {
  const { PORT, HOST } = app.get(Configuration).service;
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    await app.close();
    if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    throw new ConfigurationError([{ variable: 'PORT', problem: `${PORT} is taken: choose another` }]);
  }
}
