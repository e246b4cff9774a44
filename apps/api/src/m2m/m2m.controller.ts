import { Body, Controller, Header, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { Providers, Public } from '@portero/auth';
import type { FastifyReply } from 'fastify';
import { SystemTokenAccessGuard } from '../access/system-token-access.guard.js';
import { TokenRateGuard } from '../access/token-rate.guard.js';
import { DescribeTokenUse } from '../docs/describe-route.js';
import { type TokenRequestBody, tokenRequestSchema } from '../tokens/token-request.schema.js';
import { ResourceServer } from './resource-server.js';

@Controller('m2m')
export class M2mController {
  constructor(
    private readonly providers: Providers,
    private readonly resourceServer: ResourceServer,
  ) {}

  /** Gets a token, calls the resource server with it, and hands its answer on as it came. */
  @Post('run')
  @Public()
  @UseGuards(TokenRateGuard, SystemTokenAccessGuard)
  @HttpCode(200)
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @DescribeTokenUse('The provider or the resource server')
  async run(
    @Body({ schema: tokenRequestSchema }) request: TokenRequestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const startedAt = performance.now();
    const { outcome } = await this.providers.getToken(request);
    const calledAt = performance.now();
    const students = await this.resourceServer.students(request);
    reply.header('Server-Timing', serverTiming(outcome, calledAt - startedAt, performance.now() - calledAt));
    return students;
  }
}

/** W3C Server Timing: durations in milliseconds. */
function serverTiming(outcome: string, token: number, call: number): string {
  return `token;desc="${outcome}";dur=${token.toFixed(1)}, call;dur=${call.toFixed(1)}`;
}
