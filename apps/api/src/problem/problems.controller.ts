import { Controller, Get, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Public } from '@portero/auth';
import type { FastifyReply } from 'fastify';
import { PROBLEM_ENTRIES, type ProblemEntries } from './problem-entries.js';

/** Where the `type` of every problem document leads (RFC 9457 §3.1.1). */
@Controller('problems')
@Public()
export class ProblemsController {
  constructor(@Inject(PROBLEM_ENTRIES) private readonly entries: ProblemEntries) {}

  /** What a reason means, and how its causes are mended: the same for all, nothing of this service. */
  @Get(':reason')
  @ApiOkResponse({ content: { 'text/markdown': { schema: { type: 'string' } } } })
  explain(@Param('reason') reason: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    const entry = this.entries.get(reason);
    if (entry === undefined) throw new NotFoundException();
    // RFC 7763. Not by decorators: those headers would stay on a refusal.
    reply.header('Content-Type', 'text/markdown; charset=utf-8').header('Cache-Control', 'public, max-age=86400');
    return entry;
  }
}
