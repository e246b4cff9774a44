import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AuthModule, Providers } from '../../../libs/auth/dist/index.js';

export async function create({ endpoints, API, clientId, secret }) {
  const provider = {
    name: 'azure',
    kind: 'azure',
    issuer: endpoints['azure-v2'].issuer,
    v1Issuer: endpoints['azure-v1'].issuer,
    audience: [API],
    clientId,
    clientSecret: secret,
  };
  const app = await NestFactory.createApplicationContext(AuthModule.forRoot({ providers: [provider] }), {
    logger: false,
  });
  const providers = app.get(Providers);
  return () => providers.getToken();
}
