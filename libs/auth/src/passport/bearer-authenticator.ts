import type { IncomingMessage } from 'node:http';
import { bearerToken } from '../bearer/authorization-header.js';
import { Refusal } from '../bearer/refusal.js';
import { tokenName } from '../bearer/token-name.js';
import { audienceAccepted } from '../jwt/audience.js';
import { parseCompactToken } from '../jwt/compact-token.js';
import { shown } from '../jwt/shown.js';
import type { TrustedIssuers } from '../jwt/trusted-issuers.js';
import type { AuthEventMap, AuthEvents } from '../telemetry/auth-events.js';
import { authorize, type RouteDemands } from './authorize.js';
import type { PassportInstance } from './passport-instance.js';
import { type PresentedToken, present } from './presented-token.js';
import type { Principal } from './principal.js';

/** Fastify keeps Node's request in `raw`; Express's request is Node's. */
export type HttpRequest = { raw?: IncomingMessage; rawHeaders?: string[]; user?: Principal };

export interface Route extends RouteDemands {
  /** Replaces the audiences of the provider. */
  readonly audience?: string;
}

/** Says who calls, or why not: one request, one issuer, one strategy, one verdict. */
export class BearerAuthenticator {
  constructor(
    private readonly issuers: TrustedIssuers,
    private readonly passport: PassportInstance,
    private readonly events: AuthEvents,
  ) {}

  /** @throws {Refusal} */
  async authenticate(request: HttpRequest, response: unknown, route: Route): Promise<Principal> {
    const seen: Pick<AuthEventMap['bearer_refused'], 'provider' | 'token'> = {};
    try {
      const compact = bearerToken(request.raw?.rawHeaders ?? request.rawHeaders ?? []);
      seen.token = tokenName(compact);
      const token = parseCompactToken(compact);
      const issuer = this.issuers.of(token);
      seen.provider = issuer.trust.provider;

      const routeAudiences = route.audience ? issuer.trust.audienceForms(route.audience) : undefined;
      const presented = { token, issuer, routeAudiences };
      const principal = await this.runStrategy(request, response, presented);
      authorize(principal, route);
      this.tellAccepted(principal, presented, seen.token);
      return principal;
    } catch (error) {
      if (error instanceof Refusal) {
        const { reason, expected, actual } = error;
        this.events.emit('bearer_refused', { ...seen, reason, expected, actual });
      }
      throw error;
    }
  }

  private runStrategy(request: HttpRequest, response: unknown, presented: PresentedToken): Promise<Principal> {
    present(request, presented);
    return new Promise((resolve, reject) => {
      const decided = (error: unknown, principal?: Principal | false) =>
        principal ? resolve(principal) : reject(error ?? new Error('The strategy gave no principal'));
      this.passport.authenticate(presented.issuer.trust.provider, { session: false }, decided)(
        request,
        response,
        reject,
      );
    });
  }

  private tellAccepted(principal: Principal, { issuer, routeAudiences }: PresentedToken, name: string): void {
    const who = { provider: principal.provider, clientId: principal.clientId, token: principal.tokenId ?? name };
    const { aud } = principal.claims;
    // Only a relaxed check lets an audience through that is not accepted.
    if (!audienceAccepted(aud, issuer.trust, routeAudiences)) {
      this.events.emit('audience_relaxed', { ...who, actual: shown(aud) });
    }
    this.events.emit('bearer_accepted', who);
  }
}
