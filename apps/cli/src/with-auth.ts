import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuthModule, type ProviderSettings } from '@portero/auth';
import { type Environment, readEnvironment } from './cli.config.js';

interface Setting {
  readonly providers: readonly ProviderSettings[];
  /** For what of the service the library has to know: tokens bound by DPoP are refused without a public URL. */
  readonly environment?: Environment;
}

/** Does some work with the library as a service has it, with nothing remembered from before. */
export async function withAuth<T>(
  { providers, environment: { PUBLIC_URL, PORT } = readEnvironment() }: Setting,
  work: (context: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const publicUrl = PUBLIC_URL || `http://localhost:${PORT || 3001}`;
  const context = await NestFactory.createApplicationContext(AuthModule.forRoot({ providers, publicUrl }), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}
