import { existsSync } from 'node:fs';
import { ConfigurationError, type ProviderConfiguration, type ProviderSettings, readProviders } from '@portero/auth';

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

/**
 * Why no token can be asked for here: the embedded issuer's client has a secret that its service made up, unless both are
 * told one.
 */
export function secretOfAnotherProcess(
  { name, kind, clientSecret }: ProviderSettings,
  { OIDC_CLIENT_SECRET_local }: Environment,
): string | undefined {
  if (name !== 'local' || kind !== 'local' || !clientSecret || OIDC_CLIENT_SECRET_local) return undefined;
  return 'only the service knows the secret of its embedded issuer: set OIDC_CLIENT_SECRET_local for both';
}

/** The providers as the service reads them, with all faults and warnings. */
export function configurationOf(environment: Environment): ProviderConfiguration {
  const configuration = readProviders(environment);
  return {
    ...configuration,
    warnings: [
      ...configuration.warnings,
      ...configuration.providers.flatMap((settings) => secretOfAnotherProcess(settings, environment) ?? []),
    ],
  };
}

/**
 * The providers of a configuration without faults; its warnings are told on standard error.
 *
 * @throws {ConfigurationError} with every fault
 */
export function readConfiguration(): ProviderConfiguration {
  const configuration = readProviders(readEnvironment());
  if (configuration.faults.length > 0) throw new ConfigurationError(configuration.faults);
  for (const warning of configuration.warnings) process.stderr.write(`warning: ${warning}\n`);
  return configuration;
}
