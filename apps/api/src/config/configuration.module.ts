import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { Configuration, type Environment } from './configuration.js';

/** Reads `.env` and the process's environment, or, in tests, the environment given. */
@Module({})
export class ConfigurationModule {
  static async from(given?: Environment): Promise<DynamicModule> {
    const config = await ConfigModule.forRoot({
      ignoreEnvFile: given !== undefined,
      validatePredefined: given === undefined,
      skipProcessEnv: true,
      // Under one key, and as an object: @nestjs/config would write texts, secrets among them, into process.env.
      validate: (read: Record<string, string>) => ({ configuration: new Configuration(given ?? read) }),
    });
    return {
      module: ConfigurationModule,
      global: true,
      imports: [config],
      providers: [
        {
          provide: Configuration,
          inject: [ConfigService],
          useFactory: (service: ConfigService) => service.getOrThrow<Configuration>('configuration'),
        },
      ],
      exports: [Configuration],
    };
  }
}
