import { randomBytes } from 'node:crypto';
import { Body, Controller, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { Providers, Public } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RunAccessGuard } from '../access/run-access.guard.js';
import { TokenRateGuard } from '../access/token-rate.guard.js';
import { DescribeTokenUse } from '../docs/describe-route.js';
import { traceIdOf } from '../logging/request-identity.js';
import type { TracedRequest } from '../logging/request-log.js';
import { type TokenRequestBody, tokenRequestSchema } from '../tokens/token-request.schema.js';
import { ResourceServer } from './resource-server.js';
import { RunRecorder } from './run-recorder.js';

@Controller('m2m')
export class M2mController {
  constructor(
    private readonly providers: Providers,
    private readonly resourceServer: ResourceServer,
    private readonly runs: RunRecorder,
  ) {}

  /** Gets a token, calls the resource server with it, and hands its answer on as it came. */
  @Post('run')
  @Public()
  @UseGuards(TokenRateGuard, RunAccessGuard)
  @HttpCode(200)
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @DescribeTokenUse('The provider or the resource server')
  run(
    @Body({ schema: tokenRequestSchema }) request: TokenRequestBody,
    @Req() incoming: FastifyRequest & TracedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { id, raw } = incoming;
    const trace = traceIdOf(raw) ?? randomBytes(16).toString('hex');
    incoming.trace = trace;
    const provider = request.provider ?? this.providers.all[0]?.name ?? '';
    const run = { id, trace, request, provider, resourceServer: this.resourceServer.url };
    return this.runs.record(run, async (mark) => {
      const beganAt = performance.now();
      const { text, outcome, tokenTime } = await this.resourceServer.students(request, { trace, mark });
      reply.header('Server-Timing', serverTiming(outcome, tokenTime, performance.now() - beganAt - tokenTime));
      return text;
    });
  }
}

/** W3C Server Timing: durations in milliseconds. */
function serverTiming(outcome: string | undefined, token: number, call: number): string {
  return `token;desc="${outcome}";dur=${token.toFixed(1)}, call;dur=${call.toFixed(1)}`;
}
