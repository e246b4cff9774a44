import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { BearerAuthenticator, Refusal } from '@portero/auth';
import { Configuration } from '../config/configuration.js';
import { isDirectLoopback } from './direct-loopback.js';

/** Who may have tokens asked for: `SYSTEM_TOKEN_ACCESS`. */
@Injectable()
export class SystemTokenAccessGuard implements CanActivate {
  constructor(
    private readonly configuration: Configuration,
    private readonly authenticator: BearerAuthenticator,
  ) {}

  /** @throws {Refusal} */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<{ raw: IncomingMessage }>();
    const { SYSTEM_TOKEN_ACCESS, FRONTEND_ORIGIN } = this.configuration.service;
    switch (SYSTEM_TOKEN_ACCESS) {
      case 'off':
        throw new Refusal('access_off');
      case 'authenticated':
        await this.authenticator.authenticate(request, http.getResponse(), {
          permissions: ['token:issue'],
          systemOnly: false,
        });
        return true;
      case 'loopback':
        if (isDirectLoopback(request.raw, FRONTEND_ORIGIN)) return true;
        throw new Refusal('caller_not_local');
    }
  }
}
