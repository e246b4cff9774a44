import { Body, Controller, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Providers, Public, Refusal } from '@portero/auth';
import { z } from 'zod';
import { SystemTokenAccessGuard } from '../access/system-token-access.guard.js';
import { TokenRateGuard } from '../access/token-rate.guard.js';
import { DescribeTokenUse } from '../docs/describe-route.js';
import { type TokenRequestBody, tokenRequestSchema } from './token-request.schema.js';

/** RFC 6749 §5.1. */
const tokenResponseSchema = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int().describe('Seconds that are really left'),
  scope: z.string().optional(),
});

@Controller('auth/system/cc')
export class TokenController {
  constructor(private readonly providers: Providers) {}

  /** A client-credentials token of this service, as RFC 6749 §5.1 writes it. */
  @Post('token')
  @Public()
  @UseGuards(TokenRateGuard, SystemTokenAccessGuard)
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Header('Pragma', 'no-cache')
  @ApiOkResponse({ standardSchema: tokenResponseSchema })
  @DescribeTokenUse('The provider')
  async token(
    @Body({ schema: tokenRequestSchema }) request: TokenRequestBody,
  ): Promise<z.output<typeof tokenResponseSchema>> {
    const { accessToken, tokenType, expiresIn, scope } = await this.providers.getToken(request);
    // Whoever gets it as a text has not the key that it is bound to.
    if (tokenType === 'DPoP') throw new Refusal('token_bound');
    return { access_token: accessToken, token_type: 'Bearer', expires_in: expiresIn, ...(scope && { scope }) };
  }
}
