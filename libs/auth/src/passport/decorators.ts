import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Principal } from './principal.js';

export const PUBLIC = 'portero:public';
export const PERMISSIONS = 'portero:permissions';
export const AUDIENCE = 'portero:audience';
export const SYSTEM_ONLY = 'portero:system-only';

/** Opens a route, or a controller, to callers without a token. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The caller must hold all of these permissions. Those of the controller and the method add up. */
export const RequirePermissions = (...permissions: [string, ...string[]]) => SetMetadata(PERMISSIONS, permissions);

/** The token must be meant for this API instead of the provider's OIDC_AUDIENCE, even where that is relaxed. */
export const RequireAudience = (audience: string) => SetMetadata(AUDIENCE, audience);

/** Refuses people: the caller must be a client acting for itself. */
export const SystemOnly = () => SetMetadata(SYSTEM_ONLY, true);

/** The caller, as a handler's parameter. `undefined` on a public route. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | undefined => context.switchToHttp().getRequest().user,
);
