// Nest on Fastify with nothing added: what starting costs without Portero.
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { moduleOf, productsAt } from './nest.mjs';
import { ready } from './serve.mjs';

const AppModule = moduleOf({ controllers: [productsAt('products')] });
const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: ['error', 'warn', 'log'] });
await app.listen(0, '127.0.0.1');
ready(app.getHttpServer());
