// The issuer of the HTTP benchmark, with every token that is needed, made before anything is measured.
import { randomUUID } from 'node:crypto';
import { startIssuer } from '../../libs/issuer/dist/index.js';

const API = `api://${randomUUID()}`;
const count = Number(process.argv[2]);

const issuer = await startIssuer({
  apis: [{ identifier: API, permissions: ['read'] }],
  clients: [{ id: randomUUID(), secret: randomUUID(), grants: { [API]: ['read'] } }],
  tokenLifetime: 3_600,
});
// About as long as the tokens of the large providers: 900 bytes.
const claims = { padding: 'x'.repeat(50) };
const tokens = await Promise.all(Array.from({ length: count }, () => issuer.mint('oidc', { claims })));

const { issuer: url, jwksUrl } = issuer.endpoints.oidc;
process.send({ site: { issuer: url, jwksUrl, audience: API }, tokens });
