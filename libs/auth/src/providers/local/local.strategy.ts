import { BearerStrategy } from '../../passport/bearer.strategy.js';
import { localPrincipal } from './local.principal.js';

export class LocalStrategy extends BearerStrategy {
  protected readonly toPrincipal = localPrincipal;
}
