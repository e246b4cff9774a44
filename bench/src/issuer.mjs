// The embedded issuer in a process of its own: the load must not share its event loop.
import { randomUUID } from 'node:crypto';
import { startIssuer } from '../../libs/issuer/dist/index.js';

const API = `api://${randomUUID()}`;
const clientId = randomUUID();
const secret = randomUUID();
const { delay, lifetime } = JSON.parse(process.argv[2]);

const issuer = await startIssuer({
  apis: [{ identifier: API, permissions: ['read'] }],
  clients: [{ id: clientId, secret, grants: { [API]: ['read'] } }],
  tokenLifetime: lifetime,
});
issuer.injectFault({ endpoint: 'token' }, { kind: 'slow', milliseconds: delay });

// Keys are made when first needed: not on anybody's time.
await issuer.mint('azure-v2');

process.on('message', () => {
  const made = issuer.requests.map(({ endpoint }) => endpoint);
  process.send({ token: made.filter((endpoint) => endpoint === 'token').length, all: made.length });
});
process.send({ origin: issuer.origin, tenant: issuer.tenant, endpoints: issuer.endpoints, API, clientId, secret });
