// As the Nest documentation and the jwks-rsa README have it.
import { UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { ExpressAdapter } from '@nestjs/platform-express';
import { passportJwtSecret } from 'jwks-rsa';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { moduleOf, productsAt } from './nest.mjs';
import { ready, site } from './serve.mjs';

class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: passportJwtSecret({ jwksUri: site.jwksUrl, cache: true, rateLimit: true }),
      issuer: site.issuer,
      audience: site.audience,
      algorithms: ['RS256'],
    });
  }

  validate(claims) {
    return claims;
  }
}

const AppModule = moduleOf({
  providers: [JwtStrategy],
  controllers: [productsAt('products', UseGuards(AuthGuard('jwt')))],
});
const app = await NestFactory.create(AppModule, new ExpressAdapter(), { logger: ['error', 'warn', 'log'] });
await app.listen(0, '127.0.0.1');
ready(app.getHttpServer());
