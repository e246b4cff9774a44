import { Controller, Get, Header, Param, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isLoopbackHost, Public } from '@portero/auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Configuration } from '../config/configuration.js';
import { RefusalPageInterceptor } from './refusal-page.interceptor.js';
import { SignIn } from './sign-in.js';

/** The two ends of a sign-in. */
@Controller('auth/:provider')
@ApiExcludeController()
@Public()
@UseInterceptors(RefusalPageInterceptor)
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly configuration: Configuration,
  ) {}

  @Get('login')
  @Header('Cache-Control', 'no-store')
  async login(
    @Param('provider') provider: string,
    @Query('returnTo') returnTo: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const elsewhere = this.otherLoopbackName(request);
    void reply.code(303).header('location', elsewhere ?? (await this.signIn.begin(provider, request, reply, returnTo)));
  }

  @Get('callback')
  @Header('Cache-Control', 'no-store')
  async callback(
    @Param('provider') provider: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { searchParams } = new URL(request.url, this.configuration.publicUrl);
    void reply.code(303).header('location', await this.signIn.complete(provider, request, reply, searchParams));
  }

  /** The provider sends browsers back to PUBLIC_URL: cookies of 127.0.0.1 would not be there at localhost. */
  private otherLoopbackName({ headers, url }: FastifyRequest): string | undefined {
    const known = new URL(this.configuration.publicUrl);
    const used = `${known.protocol}//${headers.host}`;
    if (!URL.canParse(used)) return undefined;
    const { hostname, port } = new URL(used);
    const differs = hostname !== known.hostname && port === known.port;
    return differs && isLoopbackHost(hostname) && isLoopbackHost(known.hostname) ? known.origin + url : undefined;
  }
}
