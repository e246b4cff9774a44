import { type Credentials, credentialsIn } from '../bearer/authorization-header.js';
import { Refusal } from '../bearer/refusal.js';
import { tokenDigest, tokenName } from '../bearer/token-digest.js';
import { isCompactToken, parseCompactToken } from '../jwt/compact-token.js';
import { shown } from '../jwt/shown.js';
import type { TrustedIssuer, TrustedIssuers } from '../jwt/trusted-issuers.js';
import type { Clock } from '../outbound/clock.js';
import type { Possession } from '../proof-of-possession/possession.js';
import type { AuthEvents, Caller } from '../telemetry/auth-events.js';
import { authorize } from './authorize.js';
import { type BelievesForwarder, type HttpRequest, requestFacts } from './http-request.js';
import type { PassportInstance } from './passport-instance.js';
import { type PresentedToken, present } from './presented-token.js';
import type { Principal } from './principal.js';
import type { Route } from './route.js';
import { type VerifiedToken, verifiedToken } from './verified-token.js';
import { VerifiedTokens } from './verified-tokens.js';

export interface AuthenticatorParts {
  readonly issuers: TrustedIssuers;
  readonly passport: PassportInstance;
  readonly possession: Possession;
  readonly believesForwarder: BelievesForwarder;
  readonly events: AuthEvents;
  readonly clock: Clock;
}

/** What is known so far, for whoever hears of a refusal. */
type Seen = { provider?: string; token?: string } & Partial<Caller>;

/** Says who calls, or why not: one request, one issuer, one strategy, one verdict. */
export class BearerAuthenticator {
  private readonly verified: VerifiedTokens;

  constructor(private readonly parts: AuthenticatorParts) {
    this.verified = new VerifiedTokens(parts.clock);
  }

  /** @throws {Refusal} */
  async authenticate(request: HttpRequest, response: unknown, route: Route): Promise<Principal> {
    const { events } = this.parts;
    const { name, permissions: asked } = route;
    let seen: Seen = {};
    try {
      const credentials = credentialsIn((request.raw ?? request).rawHeaders ?? []);
      const digest = tokenDigest(credentials.token);
      seen.token = tokenName(digest);

      const verified =
        (await this.verified.recall(digest, route.audience)) ??
        (await this.verify(this.choose(credentials.token, digest, route, seen), request, response));
      seen = verified.caller;
      await this.demandPossession(verified, credentials, request);
      authorize(verified.principal, route);
      if (verified.relaxed) this.tellRelaxed(verified);
      events.emit('bearer_accepted', { route: name, asked, ...verified.caller });
      return verified.principal;
    } catch (error) {
      if (error instanceof Refusal) {
        const { reason, expected, actual } = error;
        events.emit('bearer_refused', { route: name, asked, ...seen, reason, expected, actual });
      }
      throw error;
    }
  }

  /** The issuer of a token, by its exact `iss`; an opaque token is of the one issuer that has such. */
  private choose(token: string, digest: string, { audience }: Route, seen: Seen): PresentedToken {
    const { issuers } = this.parts;
    const jwt = issuers.ofOpaqueTokens && !isCompactToken(token) ? undefined : parseCompactToken(token);
    const issuer = jwt ? issuers.of(jwt) : (issuers.ofOpaqueTokens as TrustedIssuer);
    seen.provider = issuer.trust.provider;
    return {
      token,
      digest,
      jwt,
      issuer,
      audience,
      routeAudiences: audience ? issuer.trust.audienceForms(audience) : undefined,
    };
  }

  private async verify(presented: PresentedToken, request: HttpRequest, response: unknown): Promise<VerifiedToken> {
    const principal = await this.runStrategy(presented, request, response);
    const verified = verifiedToken(presented, principal);
    // Whether an opaque token is still good is for its issuer to say.
    if (presented.jwt) this.verified.keep(verified, presented);
    return verified;
  }

  private runStrategy(presented: PresentedToken, request: HttpRequest, response: unknown): Promise<Principal> {
    present(request, presented);
    const { provider } = presented.issuer.trust;
    return new Promise((resolve, reject) => {
      const decided = (error: unknown, principal?: Principal | false) =>
        principal ? resolve(principal) : reject(error ?? new Error('The strategy gave no principal'));
      this.parts.passport.authenticate(provider, { session: false }, decided)(request, response, reject);
    });
  }

  /** Each request proves it anew. */
  private demandPossession(
    { confirmation, issuer }: VerifiedToken,
    credentials: Credentials,
    request: HttpRequest,
  ): Promise<void> {
    const { possession, believesForwarder } = this.parts;
    const facts = requestFacts(request, believesForwarder);
    return possession.check(facts, credentials, confirmation, issuer.trust.senderConstrained);
  }

  private tellRelaxed({ principal, caller: { provider, clientId, token } }: VerifiedToken): void {
    this.parts.events.emit('audience_relaxed', { provider, clientId, token, actual: shown(principal.claims.aud) });
  }
}
