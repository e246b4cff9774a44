// The library in a small application, with the log level that the service ships with.
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AuthModule, Public } from '../../../libs/auth/dist/index.js';
import { moduleOf, productsAt } from './nest.mjs';
import { ready, site } from './serve.mjs';

const { issuer, jwksUrl, audience, algorithms, logLevels = ['error', 'warn', 'log'] } = site;

const AppModule = moduleOf({
  imports: [
    AuthModule.forRoot({
      providers: [{ name: 'bench', kind: 'oidc', issuer, jwksUrl, audience: [audience], algorithms }],
    }),
  ],
  controllers: [productsAt('products'), productsAt('open', Public())],
});
const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: new ConsoleLogger({ logLevels }) });
await app.listen(0, '127.0.0.1');
ready(app.getHttpServer());
