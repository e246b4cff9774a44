// npm run check:vectors -- DIR: every JWS vector of Project Wycheproof in DIR is sent to a guarded route, which trusts none of
// their keys: each must be refused, with 400 or 401.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../apps/api/dist/create-app.js';
import { startIssuer } from '../libs/issuer/dist/index.js';

const [folder] = process.argv.slice(2);
if (!folder) {
  process.stderr.write('Name the folder with the vectors: npm run check:vectors -- DIR\n');
  process.exit(2);
}

function vectorsIn(file) {
  const { testGroups } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const tests = testGroups.flatMap(({ tests }) => tests).filter(({ jws }) => jws !== undefined);
  return tests.map(({ tcId, jws }) => ({
    name: `${file} ${tcId}`,
    jws: typeof jws === 'string' ? jws : JSON.stringify(jws),
  }));
}

const vectors = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap(vectorsIn);

const secret = crypto.randomUUID();
const audience = 'api://portero';
const issuer = await startIssuer({
  apis: [{ identifier: audience, permissions: ['read'] }],
  clients: [{ id: 'caller', secret, grants: { [audience]: ['read'] } }],
});
const app = await createApp({
  PORT: '0',
  LOG_LEVEL: 'error',
  AUTH_PROVIDERS: 'oidc',
  OIDC_ISSUER_oidc: issuer.endpoints.oidc.issuer,
  OIDC_AUDIENCE_oidc: audience,
  OIDC_ALGORITHMS_oidc: 'RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512,EdDSA',
});
await app.listen(0, '127.0.0.1');
const url = `${await app.getUrl()}/products`;

async function refused({ name, jws }) {
  const { status } = await fetch(url, { headers: { authorization: `Bearer ${jws}` } });
  if (status === 400 || status === 401) return true;
  process.stderr.write(`${name}: answered ${status}\n`);
  return false;
}

let passed = 0;
for (const vector of vectors) if (await refused(vector)) passed += 1;
// What is refused must not be all: a token of the issuer still gets in.
const good = await fetch(url, { headers: { authorization: `Bearer ${await issuer.mint('oidc')}` } });
if (good.status !== 200) process.stderr.write(`a good token: answered ${good.status}\n`);
await app.close();
await issuer.close();

const failed = vectors.length - passed + (good.status === 200 ? 0 : 1);
process.stdout.write(`vectors: ${passed} passed, ${failed} failed\n`);
process.exitCode = vectors.length > 0 && failed === 0 ? 0 : 1;
