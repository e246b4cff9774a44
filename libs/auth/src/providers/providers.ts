import { Refusal } from '../bearer/refusal.js';
import type { AcquiredToken, TokenOptions, TokenRequest } from '../client-credentials/token-source.js';
import { TrustedIssuers } from '../jwt/trusted-issuers.js';
import type { Provider } from './provider.js';

export interface ProviderTokenRequest extends TokenRequest {
  /** Name of the instance; the first one listed when absent. */
  provider?: string;
}

/** The providers that are switched on, in the order of AUTH_PROVIDERS. */
export class Providers {
  readonly issuers: TrustedIssuers;

  constructor(readonly all: readonly Provider[]) {
    this.issuers = new TrustedIssuers(all.flatMap(({ issuers }) => issuers));
  }

  /** @throws {Refusal} `provider_unknown`, `client_not_configured`, or as `TokenSource.get` */
  async getToken(
    { provider: name, ...request }: ProviderTokenRequest = {},
    options?: TokenOptions,
  ): Promise<AcquiredToken> {
    const provider = name === undefined ? this.all[0] : this.all.find((one) => one.name === name);
    if (!provider) throw new Refusal('provider_unknown');
    if (!provider.client) throw new Refusal('client_not_configured');
    return provider.client.tokens.get(request, options);
  }
}
