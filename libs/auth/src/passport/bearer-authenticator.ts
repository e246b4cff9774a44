import { type Credentials, credentialsIn } from '../bearer/authorization-header.js';
import { Refusal } from '../bearer/refusal.js';
import { tokenDigest, tokenName } from '../bearer/token-digest.js';
import { secondsOff } from '../jwt/clock-skew.js';
import { type Claims, parseCompactToken } from '../jwt/compact-token.js';
import { shown } from '../jwt/shown.js';
import type { TrustedIssuers } from '../jwt/trusted-issuers.js';
import type { Clock } from '../outbound/clock.js';
import type { Possession } from '../proof-of-possession/possession.js';
import type { AuthEvents, Caller } from '../telemetry/auth-events.js';
import type { Reason } from '../telemetry/reasons.js';
import { annotate, traced } from '../telemetry/tracing.js';
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
interface Seen {
  facts: { cached?: boolean } & Partial<Caller>;
  /** Not believed yet. */
  claims?: Claims;
}

/** Says who calls, or why not: one request, one issuer, one strategy, one verdict. */
export class BearerAuthenticator {
  private readonly verified: VerifiedTokens;

  constructor(private readonly parts: AuthenticatorParts) {
    this.verified = new VerifiedTokens(parts.clock);
  }

  /** @throws {Refusal} */
  async authenticate(request: HttpRequest, response: unknown, route: Route): Promise<Principal> {
    const { events, clock } = this.parts;
    const { name, permissions: asked } = route;
    const id = typeof request.id === 'string' ? request.id : undefined;
    const seen: Seen = { facts: {} };
    try {
      const credentials = credentialsIn((request.raw ?? request).rawHeaders ?? []);
      const digest = tokenDigest(credentials.token);
      seen.facts.token = tokenName(digest);

      const recalled = await this.verified.recall(digest, route.audience);
      if (recalled) seen.facts.cached = true;
      const verified =
        recalled ?? (await this.verify(this.choose(credentials.token, digest, route, seen), request, response));
      const { cached } = seen.facts;
      seen.facts = { cached, ...verified.caller };
      annotate({ 'portero.provider': verified.caller.provider, 'portero.client_id': verified.caller.clientId });
      await this.demandPossession(verified, credentials, request);
      authorize(verified.principal, route);
      if (verified.relaxed) this.tellRelaxed(verified);
      events.emit('bearer_accepted', { route: name, asked, request: id, cached, ...verified.caller });
      return verified.principal;
    } catch (error) {
      if (error instanceof Refusal) {
        const { reason, expected, actual } = error;
        annotate({ 'portero.provider': seen.facts.provider, 'portero.reason': reason });
        const skew = seen.claims && secondsOff(reason, seen.claims, clock.now() / 1000);
        events.emit('bearer_refused', {
          route: name,
          asked,
          request: id,
          ...seen.facts,
          reason,
          expected,
          actual,
          skew,
        });
      }
      throw error;
    }
  }

  /** The issuer of a token, by its exact `iss`; an opaque token is of the one issuer that has such. */
  private choose(token: string, digest: string, { audience }: Route, seen: Seen): PresentedToken {
    const { issuer, jwt } = this.read(token);
    seen.facts.provider = issuer.trust.provider;
    if (jwt) {
      seen.facts.cached = false;
      seen.claims = jwt.claims;
    }
    return {
      token,
      digest,
      jwt,
      issuer,
      audience,
      routeAudiences: audience ? issuer.trust.audienceForms(audience) : undefined,
    };
  }

  private read(token: string): Pick<PresentedToken, 'issuer' | 'jwt'> {
    const { issuers } = this.parts;
    const ofOpaque = issuers.ofOpaque(token);
    if (ofOpaque) return { issuer: ofOpaque };
    const jwt = parseCompactToken(token);
    return { issuer: issuers.of(jwt), jwt };
  }

  private async verify(presented: PresentedToken, request: HttpRequest, response: unknown): Promise<VerifiedToken> {
    const { clock, events } = this.parts;
    const beganAt = clock.monotonic();
    const about = { 'portero.provider': presented.issuer.trust.provider };
    const principal = await traced('portero.verify', about, () => this.runStrategy(presented, request, response));
    const verified = verifiedToken(presented, principal);
    // Whether an opaque token is still good is for its issuer to say.
    if (!presented.jwt) return verified;
    this.verified.keep(verified, presented);
    events.emit('bearer_verified', { provider: principal.provider, seconds: (clock.monotonic() - beganAt) / 1000 });
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
  private async demandPossession(
    { confirmation, issuer: { trust } }: VerifiedToken,
    credentials: Credentials,
    request: HttpRequest,
  ): Promise<void> {
    const { possession, believesForwarder, events } = this.parts;
    const facts = requestFacts(request, believesForwarder);
    const wantsProof = credentials.scheme === 'DPoP' || confirmation?.keyThumbprint !== undefined;
    const tell = (result: 'accepted' | Reason) => {
      if (wantsProof) events.emit('proof_checked', { provider: trust.provider, result });
    };
    try {
      await possession.check(facts, credentials, confirmation, trust.senderConstrained);
      tell('accepted');
    } catch (error) {
      if (error instanceof Refusal) tell(error.reason);
      throw error;
    }
  }

  private tellRelaxed({ principal, caller: { provider, clientId, token } }: VerifiedToken): void {
    this.parts.events.emit('audience_relaxed', { provider, clientId, token, actual: shown(principal.claims.aud) });
  }
}
