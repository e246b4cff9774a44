import { existsSync } from 'node:fs';
import { ConfigurationError, type ProviderConfiguration, readProviders } from '@portero/auth';

/** The embedded issuer's client has a secret that its service made up, unless both are told one. */
function secretOfAnotherProcess({ providers }: ProviderConfiguration): string[] {
  const { OIDC_ISSUER_local, OIDC_CLIENT_SECRET_local, OIDC_CLIENT_SECRET_FILE_local } = process.env;
  const made = !OIDC_ISSUER_local && !OIDC_CLIENT_SECRET_local && !OIDC_CLIENT_SECRET_FILE_local;
  if (!made || !providers.some(({ name, kind }) => name === 'local' && kind === 'local')) return [];
  return ['only the service knows the secret of its embedded issuer: set OIDC_CLIENT_SECRET_local for both'];
}

/**
 * The providers, from `.env` in the working directory and the process's environment, as the service reads them.
 *
 * @throws {ConfigurationError} with every fault
 */
export function readConfiguration(): ProviderConfiguration {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const configuration = readProviders(process.env);
  if (configuration.faults.length > 0) throw new ConfigurationError(configuration.faults);
  return { ...configuration, warnings: [...configuration.warnings, ...secretOfAnotherProcess(configuration)] };
}
