import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Providers, Public } from '@portero/auth';
import { Configuration } from '../config/configuration.js';
import { VERSION } from '../config/version.js';
import { ResourceServer } from '../m2m/resource-server.js';
import { OperatorGuard } from '../sign-in/operator.guard.js';
import { ProviderHistory } from './provider-history.js';
import { providerReport } from './provider-report.js';

/** The state of every provider. */
@Controller('operator/api/providers')
@Public()
@UseGuards(OperatorGuard)
@ApiExcludeController()
export class ProvidersController {
  constructor(
    private readonly configuration: Configuration,
    private readonly providers: Providers,
    private readonly history: ProviderHistory,
    private readonly resourceServer: ResourceServer,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async state() {
    const { service, publicUrl } = this.configuration;
    return {
      now: new Date().toISOString(),
      service: { name: service.SERVICE_NAME, version: VERSION, publicUrl, resourceServer: this.resourceServer.url },
      providers: await Promise.all(this.providers.all.map((provider) => providerReport(provider, this.history))),
    };
  }
}
