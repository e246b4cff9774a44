import { Controller, Get, UseFilters } from '@nestjs/common';
import { HealthCheck, HealthCheckService } from '@nestjs/terminus';
import { Public } from '@portero/auth';
import { ProvidersHealth } from './providers.health.js';
import { UnreadyFilter } from './unready.filter.js';

@Controller('health')
@Public()
@UseFilters(UnreadyFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly providers: ProvidersHealth,
  ) {}

  /** The process runs. */
  @Get('live')
  @HealthCheck()
  live() {
    return this.health.check([]);
  }

  /** Tokens of at least one issuer can be checked. */
  @Get('ready')
  @HealthCheck()
  ready() {
    return this.health.check([() => this.providers.check()]);
  }
}
