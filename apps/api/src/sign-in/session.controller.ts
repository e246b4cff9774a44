import { Controller, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthEvents, Public, Refusal } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDirectLoopback } from '../access/direct-loopback.js';
import { Configuration } from '../config/configuration.js';
import type { Operator } from './operator.js';
import { demandOwnPage } from './own-page.js';
import { Sessions } from './sessions.js';
import { SignInProviders } from './sign-in-providers.js';

interface Me {
  /** `null` for a caller on this machine who has not signed in. */
  readonly operator: Operator | null;
  readonly csrf: string | null;
  /** ISO 8601. */
  readonly expiresAt: string | null;
  /** Names of the providers that people can sign in with. */
  readonly signIn: readonly string[];
}

@Controller('auth')
@ApiExcludeController()
@Public()
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly providers: SignInProviders,
    private readonly configuration: Configuration,
    private readonly events: AuthEvents,
  ) {}

  /** Who the caller is to the operator's page. @throws {Refusal} `sign_in_required` */
  @Get('me')
  @Header('Cache-Control', 'no-store')
  async me(@Req() request: FastifyRequest): Promise<Me> {
    const { names: signIn } = this.providers;
    const session = await this.sessions.of(request);
    if (session) {
      const { operator, csrf, expiresAt } = session;
      return { operator, csrf, expiresAt: expiresAt.toISOString(), signIn };
    }
    if (!isDirectLoopback(request.raw, this.configuration.service.FRONTEND_ORIGIN)) {
      throw new Refusal('sign_in_required');
    }
    return { operator: null, csrf: null, expiresAt: null, signIn };
  }

  /** Ends the session at this service; the one at the provider is the person's own. @throws {Refusal} `csrf_refused` */
  @Post('logout')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const session = await this.sessions.of(request);
    if (session) {
      demandOwnPage(request, session, this.configuration.publicUrl);
      const { provider, subject } = session.operator;
      this.events.emit('operator_signed_out', { provider, subject, request: request.id });
    }
    // A page of another site comes without the cookie (SameSite), and could have it removed all the same.
    if (this.sessions.isNamedBy(request)) this.sessions.end(reply);
  }
}
