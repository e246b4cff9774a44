import { UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { ExpressAdapter } from '@nestjs/platform-express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import CustomStrategy from 'passport-custom';
import { moduleOf, productsAt } from './nest.mjs';
import { ready, site } from './serve.mjs';

const { issuer, audience } = site;
const keys = createRemoteJWKSet(new URL(site.jwksUrl));

class JoseStrategy extends PassportStrategy(CustomStrategy.Strategy, 'jose') {
  async validate(request) {
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    return jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] }).then(
      ({ payload }) => payload,
      () => false,
    );
  }
}

const AppModule = moduleOf({
  providers: [JoseStrategy],
  controllers: [productsAt('products', UseGuards(AuthGuard('jose')))],
});
const app = await NestFactory.create(AppModule, new ExpressAdapter(), { logger: ['error', 'warn', 'log'] });
await app.listen(0, '127.0.0.1');
ready(app.getHttpServer());
