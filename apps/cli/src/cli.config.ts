import { existsSync } from 'node:fs';
import { ConfigurationError, type ProviderConfiguration, readProviders } from '@portero/auth';

/**
 * The providers, from `.env` in the working directory and the process's environment, as the service reads them.
 *
 * @throws {ConfigurationError} with every fault
 */
export function readConfiguration(): ProviderConfiguration {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const configuration = readProviders(process.env);
  if (configuration.faults.length > 0) throw new ConfigurationError(configuration.faults);
  return configuration;
}
