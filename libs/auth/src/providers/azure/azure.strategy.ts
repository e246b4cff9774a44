import { BearerStrategy } from '../../passport/bearer.strategy.js';
import { azurePrincipal } from './azure.principal.js';

export class AzureStrategy extends BearerStrategy {
  protected readonly toPrincipal = azurePrincipal;
}
