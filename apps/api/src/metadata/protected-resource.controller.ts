import { Controller, Get, Header } from '@nestjs/common';
import { Providers, Public } from '@portero/auth';
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
      resource_name: this.configuration.service.SERVICE_NAME,
    };
  }
}
