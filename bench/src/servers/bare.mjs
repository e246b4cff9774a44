// The floor: no framework, no check.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { PRODUCTS } from './products.mjs';
import { ready } from './serve.mjs';

const server = createServer((_, response) => {
  const body = JSON.stringify(PRODUCTS);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
ready(server);
