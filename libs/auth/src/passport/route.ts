import { type ExecutionContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import type { Reflector } from '@nestjs/core';
import { AUDIENCE, PERMISSIONS, PUBLIC, SYSTEM_ONLY } from './decorators.js';

/** What a route demands of its callers. */
export interface Route {
  /** Method and path as they were declared, for audits: `GET /students`. */
  readonly name: string;
  /** All of them. */
  readonly permissions: readonly string[];
  readonly systemOnly: boolean;
  /** Replaces the audiences of the provider. */
  readonly audience?: string;
}

type Target = ReturnType<ExecutionContext['getHandler']> | ReturnType<ExecutionContext['getClass']>;

/** What the decorators say of a route. */
export function readRoute(reflector: Reflector, handler: Target, controller: Target): Route | 'public' {
  const targets = [handler, controller];
  if (reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return 'public';
  return {
    name: routeName(reflector, handler, controller),
    permissions: reflector.getAllAndMerge<string[]>(PERMISSIONS, targets),
    audience: reflector.getAllAndOverride<string | undefined>(AUDIENCE, targets),
    systemOnly: reflector.getAllAndOverride<boolean>(SYSTEM_ONLY, targets) ?? false,
  };
}

/** Without a global prefix or a version, which are of the application and not of the route. */
export function routeName(reflector: Reflector, handler: Target, controller: Target): string {
  const pathOf = (target: Target) => [reflector.get<string | string[]>(PATH_METADATA, target) ?? ''].flat();
  const paths = pathOf(controller).flatMap((base) => pathOf(handler).map((path) => `/${base}/${path}`));
  const method = RequestMethod[reflector.get<RequestMethod>(METHOD_METADATA, handler)];
  return `${method} ${paths.map((path) => path.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '')).join(' | ')}`;
}
