import { Body, Controller, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { Providers, Public } from '@portero/auth';
import { SystemTokenAccessGuard } from '../access/system-token-access.guard.js';
import { type TokenRequestBody, tokenRequestSchema } from './token-request.schema.js';

@Controller('auth/system/cc')
export class TokenController {
  constructor(private readonly providers: Providers) {}

  /** A client-credentials token of this service, as RFC 6749 §5.1 writes it. */
  @Post('token')
  @Public()
  @UseGuards(SystemTokenAccessGuard)
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Header('Pragma', 'no-cache')
  async token(@Body({ schema: tokenRequestSchema }) request: TokenRequestBody) {
    const { accessToken, expiresIn, scope } = await this.providers.getToken(request);
    return { access_token: accessToken, token_type: 'Bearer', expires_in: expiresIn, ...(scope && { scope }) };
  }
}
