// As the get-jwks README has it. `cache` is fast-jwt's cache of verified tokens.
import jwt from '@fastify/jwt';
import fastify from 'fastify';
import buildGetJwks from 'get-jwks';
import { PRODUCTS } from './products.mjs';
import { ready, site } from './serve.mjs';

const { issuer, jwksUrl, audience, cache } = site;
const getJwks = buildGetJwks({ jwksPath: jwksUrl.slice(issuer.length), issuersWhitelist: [issuer] });

const app = fastify();
app.register(jwt, {
  decode: { complete: true },
  secret: (_, { header: { kid, alg }, payload: { iss } }) => getJwks.getPublicKey({ kid, domain: iss, alg }),
  verify: { algorithms: ['RS256'], allowedIss: issuer, allowedAud: audience, cache },
});
app.get('/products', { onRequest: (request) => request.jwtVerify() }, async () => PRODUCTS);
await app.listen({ port: 0, host: '127.0.0.1' });
ready(app.server);
