import { FastifyAdapter } from '@nestjs/platform-fastify';
import { PROBLEM_CONTENT_TYPE } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem/problems.js';

type SecurityHook = Parameters<FastifyAdapter['registerSecurityHook']>[0];

/** Nest's adapter, but for paths that no router can read: its own answer to them would repeat the path. */
export class ServiceAdapter extends FastifyAdapter {
  private setHeaders: SecurityHook | undefined;

  override registerSecurityHook(hook: SecurityHook): void {
    this.setHeaders = hook;
    super.registerSecurityHook(hook);
  }

  /** No hook has run for such a request. */
  answerUnroutable(request: FastifyRequest, reply: FastifyReply, problemTypes: string): void {
    this.setHeaders?.(request, reply.raw);
    void reply
      .status(400)
      .type(PROBLEM_CONTENT_TYPE)
      .send(JSON.stringify(problemOf(400, problemTypes)));
  }
}
