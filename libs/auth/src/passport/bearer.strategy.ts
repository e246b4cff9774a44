import { PassportStrategy } from '@nestjs/passport';
import CustomStrategy from 'passport-custom';
import { verify } from '../jwt/verify.js';
import type { Clock } from '../outbound/clock.js';
import type { PassportInstance } from './passport-instance.js';
import { presentedToken } from './presented-token.js';
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
    const { token, issuer, routeAudiences } = presentedToken(request);
    const { trust, keys } = issuer;
    await verify(token, keys, { trust, routeAudiences, now: this.clock.now() / 1000 });
    return this.toPrincipal(token.claims, trust);
  }

  // The process-wide Passport would mix up two applications in one process.
  getPassportInstance(): PassportInstance {
    return this.passport;
  }
}

export type BearerStrategyClass = new (name: string, passport: PassportInstance, clock: Clock) => BearerStrategy;
