import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { BearerAuthenticator } from './bearer-authenticator.js';
import type { HttpRequest } from './http-request.js';
import { type Route, readRoute } from './route.js';

type Handler = ReturnType<ExecutionContext['getHandler']>;
type Controller = ReturnType<ExecutionContext['getClass']>;

/** Guards every route of the application; only `@Public()` opens one. */
export class BearerGuard implements CanActivate {
  /** What the decorators say, read once: by controller, since a handler may be inherited by several. */
  private readonly routes = new WeakMap<Controller, WeakMap<Handler, Route | 'public'>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: BearerAuthenticator,
  ) {}

  /** @throws {Refusal} */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.routeOf(context.getHandler(), context.getClass());
    if (route === 'public') return true;
    if (context.getType() !== 'http') return false;

    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    request.user = await this.authenticator.authenticate(request, http.getResponse(), route);
    request.asked = route.permissions;
    return true;
  }

  private routeOf(handler: Handler, controller: Controller): Route | 'public' {
    const routes = this.routes.get(controller) ?? new WeakMap<Handler, Route | 'public'>();
    this.routes.set(controller, routes);
    const route = routes.get(handler) ?? readRoute(this.reflector, handler, controller);
    routes.set(handler, route);
    return route;
  }
}
