import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccessRefusals } from '../access/access-refusals.js';
import { isDirectLoopback } from '../access/direct-loopback.js';
import { Configuration } from '../config/configuration.js';

/** Who may read the metrics: `METRICS_ACCESS`. */
@Injectable()
export class MetricsAccessGuard implements CanActivate {
  constructor(
    private readonly configuration: Configuration,
    private readonly refusals: AccessRefusals,
  ) {}

  /** @throws {Refusal} `access_off` or `caller_not_local` */
  canActivate(context: ExecutionContext): boolean {
    switch (this.configuration.service.METRICS_ACCESS) {
      case 'open':
        return true;
      case 'off':
        throw this.refusals.refusal(context, 'access_off');
      case 'loopback':
        if (isDirectLoopback(context.switchToHttp().getRequest<FastifyRequest>().raw)) return true;
        throw this.refusals.refusal(context, 'caller_not_local');
    }
  }
}
