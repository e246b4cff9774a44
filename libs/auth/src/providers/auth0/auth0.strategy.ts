import { BearerStrategy } from '../../passport/bearer.strategy.js';
import { auth0Principal } from './auth0.principal.js';

export class Auth0Strategy extends BearerStrategy {
  protected readonly toPrincipal = auth0Principal;
}
