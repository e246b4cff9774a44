import { existsSync } from 'node:fs';
import { ConfigurationError, type ProviderConfiguration, readProviders } from '@portero/auth';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The process's environment and, where it says nothing, `.env` in the working directory. */
export function readEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Whether the owner of the terminal has asked for plain text (no-color.org). */
export function wantsPlainText(): boolean {
  return Boolean(process.env.NO_COLOR);
}

/** The embedded issuer's client has a secret that its service made up, unless both are told one. */
function secretOfAnotherProcess({ providers }: ProviderConfiguration, environment: Environment): string[] {
  const { OIDC_ISSUER_local, OIDC_CLIENT_SECRET_local, OIDC_CLIENT_SECRET_FILE_local } = environment;
  const made = !OIDC_ISSUER_local && !OIDC_CLIENT_SECRET_local && !OIDC_CLIENT_SECRET_FILE_local;
  if (!made || !providers.some(({ name, kind }) => name === 'local' && kind === 'local')) return [];
  return ['only the service knows the secret of its embedded issuer: set OIDC_CLIENT_SECRET_local for both'];
}

/** The providers as the service reads them, with all faults and warnings. */
export function configurationOf(environment: Environment): ProviderConfiguration {
  const configuration = readProviders(environment);
  return {
    ...configuration,
    warnings: [...configuration.warnings, ...secretOfAnotherProcess(configuration, environment)],
  };
}

/**
 * The providers of a configuration without faults; its warnings are told on standard error.
 *
 * @throws {ConfigurationError} with every fault
 */
export function readConfiguration(): ProviderConfiguration {
  const configuration = configurationOf(readEnvironment());
  if (configuration.faults.length > 0) throw new ConfigurationError(configuration.faults);
  for (const warning of configuration.warnings) process.stderr.write(`warning: ${warning}\n`);
  return configuration;
}
