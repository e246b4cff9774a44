import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Issuer } from '@portero/issuer';
import { Configuration } from '../config/configuration.js';
import { startEmbeddedIssuer } from './start-embedded-issuer.js';

export const EMBEDDED_ISSUER = Symbol('EMBEDDED_ISSUER');

/** The development issuer, in this process while `local` is among the providers. */
@Module({
  providers: [{ provide: EMBEDDED_ISSUER, inject: [Configuration], useFactory: startEmbeddedIssuer }],
  exports: [EMBEDDED_ISSUER],
})
export class EmbeddedIssuerModule implements OnApplicationShutdown {
  constructor(@Inject(EMBEDDED_ISSUER) private readonly issuer: Issuer | undefined) {}

  async onApplicationShutdown(): Promise<void> {
    await this.issuer?.close();
  }
}
