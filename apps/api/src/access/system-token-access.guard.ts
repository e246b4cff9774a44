import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { BearerAuthenticator } from '@portero/auth';
import type { FastifyRequest } from 'fastify';
import { Configuration } from '../config/configuration.js';
import { AccessRefusals } from './access-refusals.js';
import { isDirectLoopback } from './direct-loopback.js';
import { routeOf } from './route-of.js';

/** Who may have tokens asked for: `SYSTEM_TOKEN_ACCESS`. */
@Injectable()
export class SystemTokenAccessGuard implements CanActivate {
  constructor(
    private readonly configuration: Configuration,
    private readonly authenticator: BearerAuthenticator,
    private readonly refusals: AccessRefusals,
  ) {}

  /** @throws {Refusal} */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { SYSTEM_TOKEN_ACCESS, FRONTEND_ORIGIN } = this.configuration.service;
    switch (SYSTEM_TOKEN_ACCESS) {
      case 'off':
        throw this.refusals.refusal(context, 'access_off');
      case 'authenticated':
        await this.authenticator.authenticate(request, http.getResponse(), {
          name: routeOf(request),
          permissions: ['token:issue'],
          systemOnly: false,
        });
        return true;
      case 'loopback':
        if (isDirectLoopback(request.raw, FRONTEND_ORIGIN)) return true;
        throw this.refusals.refusal(context, 'caller_not_local');
    }
  }
}
