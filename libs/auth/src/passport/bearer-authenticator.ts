import type { IncomingMessage } from 'node:http';
import { bearerToken } from '../bearer/authorization-header.js';
import { Refusal } from '../bearer/refusal.js';
import { tokenDigest, tokenName } from '../bearer/token-digest.js';
import { audienceAccepted } from '../jwt/audience.js';
import { parseCompactToken } from '../jwt/compact-token.js';
import { shown } from '../jwt/shown.js';
import type { TrustedIssuers } from '../jwt/trusted-issuers.js';
import type { Clock } from '../outbound/clock.js';
import type { AuthEventMap, AuthEvents } from '../telemetry/auth-events.js';
import { authorize, type RouteDemands } from './authorize.js';
import type { PassportInstance } from './passport-instance.js';
import { type PresentedToken, present } from './presented-token.js';
import type { Principal } from './principal.js';
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.js';

/** Fastify keeps Node's request in `raw`; Express's request is Node's. */
export type HttpRequest = { raw?: IncomingMessage; rawHeaders?: string[]; user?: Principal };

export interface Route extends RouteDemands {
  /** Replaces the audiences of the provider. */
  readonly audience?: string;
}

/** What is known of a request so far, for whoever hears of its refusal. */
type Seen = Pick<AuthEventMap['bearer_refused'], 'provider' | 'token'>;

/** Says who calls, or why not: one request, one issuer, one strategy, one verdict. */
export class BearerAuthenticator {
  private readonly verified: VerifiedTokens;

  constructor(
    private readonly issuers: TrustedIssuers,
    private readonly passport: PassportInstance,
    private readonly events: AuthEvents,
    clock: Clock,
  ) {
    this.verified = new VerifiedTokens(clock);
  }

  /** @throws {Refusal} */
  async authenticate(request: HttpRequest, response: unknown, route: Route): Promise<Principal> {
    const seen: Seen = {};
    try {
      const compact = bearerToken(request.raw?.rawHeaders ?? request.rawHeaders ?? []);
      const digest = tokenDigest(compact);
      seen.token = tokenName(digest);

      let token = await this.verified.recall(digest, route.audience);
      if (!token) {
        token = await this.verify(request, response, this.choose(compact, route, seen));
        this.verified.keep(token, digest, route.audience);
      }
      seen.provider = token.principal.provider;
      authorize(token.principal, route);
      this.tellAccepted(token, seen.token);
      return token.principal;
    } catch (error) {
      if (error instanceof Refusal) {
        const { reason, expected, actual } = error;
        this.events.emit('bearer_refused', { ...seen, reason, expected, actual });
      }
      throw error;
    }
  }

  /** The issuer of a token, by its exact `iss`. */
  private choose(compact: string, { audience }: Route, seen: Seen): PresentedToken {
    const token = parseCompactToken(compact);
    const issuer = this.issuers.of(token);
    seen.provider = issuer.trust.provider;
    return { token, issuer, routeAudiences: audience ? issuer.trust.audienceForms(audience) : undefined };
  }

  private async verify(request: HttpRequest, response: unknown, presented: PresentedToken): Promise<VerifiedToken> {
    const { issuer, token, routeAudiences } = presented;
    const principal = await this.runStrategy(request, response, presented);
    // Only a relaxed check lets an audience through that is not accepted.
    return { principal, issuer, relaxed: !audienceAccepted(token.claims.aud, issuer.trust, routeAudiences) };
  }

  private runStrategy(request: HttpRequest, response: unknown, presented: PresentedToken): Promise<Principal> {
    present(request, presented);
    const { provider } = presented.issuer.trust;
    return new Promise((resolve, reject) => {
      const decided = (error: unknown, principal?: Principal | false) =>
        principal ? resolve(principal) : reject(error ?? new Error('The strategy gave no principal'));
      this.passport.authenticate(provider, { session: false }, decided)(request, response, reject);
    });
  }

  private tellAccepted({ principal, relaxed }: VerifiedToken, name: string): void {
    const who = { provider: principal.provider, clientId: principal.clientId, token: principal.tokenId ?? name };
    if (relaxed) this.events.emit('audience_relaxed', { ...who, actual: shown(principal.claims.aud) });
    this.events.emit('bearer_accepted', who);
  }
}
