import { Controller, Get, UseFilters } from '@nestjs/common';
import { HealthCheck, HealthCheckService } from '@nestjs/terminus';
import { Public } from '@portero/auth';
import { EventLoopHealth } from './event-loop.health.js';
import { ProvidersHealth } from './providers.health.js';
import { UnreadyFilter } from './unready.filter.js';

@Controller('health')
@Public()
@UseFilters(UnreadyFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly providers: ProvidersHealth,
    private readonly eventLoop: EventLoopHealth,
  ) {}

  /** The process runs. */
  @Get('live')
  @HealthCheck()
  live() {
    return this.health.check([]);
  }

  /** Tokens of at least one issuer can be checked, and requests are answered without delay. */
  @Get('ready')
  @HealthCheck()
  ready() {
    return this.health.check([() => this.providers.check(), () => this.eventLoop.check()]);
  }
}
