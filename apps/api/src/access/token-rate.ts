import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Configuration } from '../config/configuration.js';
import { COUNTERS, type Counters } from './counters.js';
import { networkOf } from './network-of.js';

const MINUTE = 60_000;

/** Counts the requests for tokens of each caller, by address: the peer's, or what `TRUST_PROXY` tells. Both routes share one count. */
@Injectable()
export class TokenRate {
  constructor(
    private readonly configuration: Configuration,
    @Inject(COUNTERS) private readonly counters: Counters,
  ) {}

  /** Seconds to wait, where this request is one too many. */
  async secondsToWait({ ip }: FastifyRequest): Promise<number | undefined> {
    const most = this.configuration.tokenRateLimit;
    if (most === 0) return undefined;
    const { count, remaining } = await this.counters.hit(`token-rate:${networkOf(ip)}`, MINUTE);
    return count > most ? Math.ceil(remaining / 1_000) : undefined;
  }
}
