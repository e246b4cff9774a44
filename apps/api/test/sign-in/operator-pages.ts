import { Controller, Get, Module, Post, Req, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuthModule, Public } from '@portero/auth';
import type { FastifyRequest } from 'fastify';
import { Configuration } from '../../src/config/configuration.js';
import { ConfigurationModule } from '../../src/config/configuration.module.js';
import { OperatorGuard, operatorOf } from '../../src/sign-in/operator.guard.js';
import { SignInModule } from '../../src/sign-in/sign-in.module.js';
import { PUBLIC_URL } from '../running-service.js';

@Controller('operator')
@Public()
@UseGuards(OperatorGuard)
class OperatorPages {
  @Get()
  page() {
    return 'the page';
  }

  @Get('api/me')
  who(@Req() request: FastifyRequest) {
    return { subject: operatorOf(request)?.operator.subject ?? 'somebody on this machine' };
  }

  @Post('api/change')
  change() {
    return {};
  }
}

/** Sign-in and a few routes for operators, without the rest of the service. */
export async function startOperatorPages(variables: Readonly<Record<string, string>>): Promise<NestFastifyApplication> {
  const configuration = new Configuration({ PUBLIC_URL, ...variables });
  @Module({
    imports: [
      ConfigurationModule.of(configuration),
      AuthModule.forRoot({ providers: configuration.providers, problemTypes: configuration.problemTypes }),
      SignInModule,
    ],
    controllers: [OperatorPages],
  })
  class OperatorPagesModule {}
  const app = await NestFactory.create<NestFastifyApplication>(OperatorPagesModule, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  await app.listen(0, '127.0.0.1');
  return app;
}
