import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@portero/auth';
import { MetricsAccessGuard } from './metrics-access.guard.js';
import { ServiceMetrics, TEXT_FORMAT } from './service-metrics.js';

@Controller('metrics')
@Public()
@UseGuards(MetricsAccessGuard)
@ApiExcludeController()
export class MetricsController {
  constructor(private readonly metrics: ServiceMetrics) {}

  /** For Prometheus. */
  @Get()
  @Header('Content-Type', TEXT_FORMAT)
  @Header('Cache-Control', 'no-store')
  scrape(): Promise<string> {
    return this.metrics.scrape();
  }
}
