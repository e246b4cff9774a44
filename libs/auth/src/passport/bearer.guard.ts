import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { BearerAuthenticator, HttpRequest, Route } from './bearer-authenticator.js';
import { AUDIENCE, PERMISSIONS, PUBLIC, SYSTEM_ONLY } from './decorators.js';

/** Guards every route of the application; only `@Public()` opens one. */
export class BearerGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: BearerAuthenticator,
  ) {}

  /** @throws {Refusal} */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    if (context.getType() !== 'http') return false;

    const route: Route = {
      permissions: this.reflector.getAllAndMerge<string[]>(PERMISSIONS, targets),
      audience: this.reflector.getAllAndOverride<string | undefined>(AUDIENCE, targets),
      systemOnly: this.reflector.getAllAndOverride<boolean>(SYSTEM_ONLY, targets) ?? false,
    };
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    request.user = await this.authenticator.authenticate(request, http.getResponse(), route);
    return true;
  }
}
