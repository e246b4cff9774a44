import { type ExecutionContext, Injectable } from '@nestjs/common';
import { BearerAuthenticator } from '@portero/auth';
import type { FastifyRequest } from 'fastify';
import { Configuration } from '../config/configuration.js';
import { OperatorGuard } from '../sign-in/operator.guard.js';
import { Sessions } from '../sign-in/sessions.js';
import { AccessRefusals } from './access-refusals.js';
import { isDirectLoopback } from './direct-loopback.js';
import { SystemTokenAccessGuard } from './system-token-access.guard.js';

/** Who may have the run made: as `SYSTEM_TOKEN_ACCESS` says, and unless that is off, operators who have signed in. */
@Injectable()
export class RunAccessGuard extends SystemTokenAccessGuard {
  constructor(
    private readonly settings: Configuration,
    authenticator: BearerAuthenticator,
    refusals: AccessRefusals,
    private readonly sessions: Sessions,
    private readonly operators: OperatorGuard,
  ) {
    super(settings, authenticator, refusals);
  }

  /** @throws {Refusal} */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const session = this.goesByRules(request) ? undefined : await this.sessions.of(request);
    return session ? this.operators.admit(context, request, session) : super.canActivate(context);
  }

  private goesByRules({ raw, headers }: FastifyRequest): boolean {
    const { SYSTEM_TOKEN_ACCESS, FRONTEND_ORIGIN } = this.settings.service;
    if (SYSTEM_TOKEN_ACCESS === 'off' || headers.authorization !== undefined) return true;
    return SYSTEM_TOKEN_ACCESS === 'loopback' && isDirectLoopback(raw, FRONTEND_ORIGIN);
  }
}
