import { Controller, Get, Header } from '@nestjs/common';
import { PROOF_ALGORITHMS, Providers, Public } from '@portero/auth';
import { Configuration } from '../config/configuration.js';

export const PROTECTED_RESOURCE_PATH = '.well-known/oauth-protected-resource';

@Controller(PROTECTED_RESOURCE_PATH)
@Public()
export class ProtectedResourceController {
  constructor(
    private readonly configuration: Configuration,
    private readonly providers: Providers,
  ) {}

  /** Tells clients where to get a token for this API (RFC 9728 §2). */
  @Get()
  @Header('Cache-Control', 'public, max-age=300')
  describe() {
    return {
      resource: this.configuration.publicUrl,
      authorization_servers: this.providers.issuers.all.map(({ trust }) => trust.issuer),
      scopes_supported: ['read:students'],
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: PROOF_ALGORITHMS,
      tls_client_certificate_bound_access_tokens: this.seesCertificates,
      resource_name: this.configuration.service.SERVICE_NAME,
    };
  }

  /** Those of its own connections, or of a proxy's. */
  private get seesCertificates(): boolean {
    return Boolean(this.configuration.tls || this.configuration.service.TRUST_PROXY);
  }
}
