import { Injectable } from '@nestjs/common';
import { Refusal } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MemoryCounters } from '../access/memory-counters.js';
import { networkOf } from '../access/network-of.js';

const MINUTE = 60_000;
/** More sign-ins than all people behind one address come back with. */
const MOST = 60;

/**
 * Bounds how often one address has the provider asked about a code: whoever keeps the cookie of a sign-in can come back with
 * made-up codes for as long as it lasts.
 */
@Injectable()
export class RedemptionRate {
  private readonly counters = new MemoryCounters();

  /** Counts one more. @throws {Refusal} `rate_limited` (RFC 6585 §4) */
  async count({ ip }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { count, remaining } = await this.counters.hit(networkOf(ip), MINUTE);
    if (count <= MOST) return;
    reply.header('Retry-After', Math.ceil(remaining / 1_000));
    throw new Refusal('rate_limited', { actual: `more than ${MOST} sign-ins a minute from one address` });
  }
}
