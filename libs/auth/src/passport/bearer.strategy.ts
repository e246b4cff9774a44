import { PassportStrategy } from '@nestjs/passport';
import CustomStrategy from 'passport-custom';
import type { Claims } from '../jwt/compact-token.js';
import { verify, verifyClaims } from '../jwt/verify.js';
import type { Clock } from '../outbound/clock.js';
import type { PassportInstance } from './passport-instance.js';
import { type PresentedToken, presentedToken } from './presented-token.js';
import type { Principal, PrincipalMapper } from './principal.js';

/** A Passport strategy under the name of a provider instance, on the Passport instance of its module. */
class InstanceStrategy extends CustomStrategy.Strategy {
  constructor(
    name: string,
    readonly passport: PassportInstance,
    verifyRequest: CustomStrategy.VerifyCallback,
  ) {
    super(verifyRequest);
    Object.assign(this, { name });
  }
}

/** Verifies the token of a request against its issuer and maps its claims; each kind of provider has its own. */
export abstract class BearerStrategy extends PassportStrategy(InstanceStrategy) {
  protected abstract readonly toPrincipal: PrincipalMapper;

  constructor(
    name: string,
    passport: PassportInstance,
    private readonly clock: Clock,
  ) {
    super(name, passport);
  }

  /** @throws {Refusal} */
  async validate(request: object): Promise<Principal> {
    const presented = presentedToken(request);
    return this.toPrincipal(await this.believedClaims(presented), presented.issuer.trust);
  }

  private async believedClaims({ token, jwt, issuer, routeAudiences }: PresentedToken): Promise<Claims> {
    const { trust, keys, introspection } = issuer;
    const context = { trust, routeAudiences, now: this.clock.now() / 1000 };
    if (jwt) {
      await verify(jwt, keys, context);
      return jwt.claims;
    }
    if (!introspection) throw new Error('An opaque token is presented to its own issuer only');
    const claims = await introspection.claimsOf(token);
    verifyClaims(claims, context);
    return claims;
  }

  // The process-wide Passport would mix up two applications in one process.
  getPassportInstance(): PassportInstance {
    return this.passport;
  }
}

export type BearerStrategyClass = new (name: string, passport: PassportInstance, clock: Clock) => BearerStrategy;
