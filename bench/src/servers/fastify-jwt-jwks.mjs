// `cache` is fast-jwt's cache of verified tokens; the keys are cached either way.
import fastify from 'fastify';
import jwtJwks from 'fastify-jwt-jwks';
import { PRODUCTS } from './products.mjs';
import { ready, site } from './serve.mjs';

const { issuer, jwksUrl, audience, cache } = site;
const app = fastify();
await app.register(jwtJwks, { jwksUrl, issuer, audience, cache });
app.get('/products', { preValidation: app.authenticate }, async () => PRODUCTS);
await app.listen({ port: 0, host: '127.0.0.1' });
ready(app.server);
