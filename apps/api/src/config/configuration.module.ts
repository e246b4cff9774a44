import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { Configuration, type Environment } from './configuration.js';

/**
 * Reads `.env` and the process's environment, or, in tests, the environment given.
 *
 * @throws {ConfigurationError}
 */
export async function readConfiguration(given?: Environment): Promise<Configuration> {
  if (given) return new Configuration(given);
  const read: Environment[] = [];
  await ConfigModule.forRoot({
    validatePredefined: true,
    skipProcessEnv: true,
    // @nestjs/config would write texts, secrets among them, into process.env: it gets none back.
    validate: (environment: Record<string, string>) => {
      read.push(environment);
      return {};
    },
  });
  return new Configuration(read[0] ?? {});
}

/** Gives the configuration to every module. */
@Module({})
export class ConfigurationModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: ConfigurationModule,
      global: true,
      providers: [{ provide: Configuration, useValue: configuration }],
      exports: [Configuration],
    };
  }
}
