import { BearerStrategy } from '../../passport/bearer.strategy.js';
import { oidcPrincipal } from './oidc.principal.js';

export class OidcStrategy extends BearerStrategy {
  protected readonly toPrincipal = oidcPrincipal;
}
