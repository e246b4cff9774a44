import { once } from 'node:events';
import express from 'express';
import { auth } from 'express-oauth2-jwt-bearer';
import { PRODUCTS } from './products.mjs';
import { ready, site } from './serve.mjs';

const app = express();
const { issuer, audience, jwksUrl: jwksUri } = site;
app.get('/products', auth({ issuer, jwksUri, audience, tokenSigningAlg: 'RS256' }), (_, response) => {
  response.json(PRODUCTS);
});
// Express's own handler prints the stack of every refusal.
app.use((error, _request, response, _next) => {
  response
    .status(error.status ?? 500)
    .set(error.headers)
    .json({ error: error.code });
});

const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
ready(server);
