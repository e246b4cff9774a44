import rateLimit from '@fastify/rate-limit';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Configuration } from '../config/configuration.js';

/** Counts the requests for tokens of each peer address, which no header can change. Both routes share one count. */
@Injectable()
export class TokenRate implements OnModuleInit {
  private limit: ReturnType<FastifyInstance['createRateLimit']> | undefined;

  constructor(
    private readonly configuration: Configuration,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    // Not awaited: that would start Fastify before Nest has set its error handler.
    void this.fastify.register(rateLimit, { global: false });
  }

  /** Seconds to wait, where this request is one too many. */
  async secondsToWait(request: FastifyRequest): Promise<number | undefined> {
    const max = this.configuration.tokenRateLimit;
    if (max === 0) return undefined;
    this.limit ??= this.fastify.createRateLimit({ max, timeWindow: 60_000 });
    const rate = await this.limit(request);
    return !rate.isAllowed && rate.isExceeded ? rate.ttlInSeconds : undefined;
  }

  private get fastify(): FastifyInstance {
    return this.host.httpAdapter.getInstance();
  }
}
