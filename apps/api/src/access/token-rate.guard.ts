import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessRefusals } from './access-refusals.js';
import { TokenRate } from './token-rate.js';

/** How often one address may have tokens asked for: `TOKEN_RATE_LIMIT`. Refused callers count too. */
@Injectable()
export class TokenRateGuard implements CanActivate {
  constructor(
    private readonly rate: TokenRate,
    private readonly refusals: AccessRefusals,
  ) {}

  /** @throws {Refusal} `rate_limited` (RFC 6585 §4) */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const wait = await this.rate.secondsToWait(http.getRequest());
    if (wait === undefined) return true;
    http.getResponse<FastifyReply>().header('Retry-After', wait);
    throw this.refusals.refusal(context, 'rate_limited');
  }
}
