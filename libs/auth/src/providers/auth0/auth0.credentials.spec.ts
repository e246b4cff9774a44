import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Issuer, startIssuer } from '@portero/issuer';
import { decodeJwt } from 'jose';
import { jwkOf, RSA, selfSigned } from '../../../test/test-certificates.js';
import { tokenClientOf } from '../../../test/token-client-of.js';

const API = 'api://students';

let folder: string;
let issuer: Issuer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auth0-credentials-'));
  const { key, cert } = await selfSigned({ commonName: 'portero', algorithm: RSA });
  await writeFile(join(folder, 'key'), key);
  issuer = await startIssuer({
    apis: [{ identifier: API, permissions: ['read:students'] }],
    clients: [
      {
        id: 'portero',
        jwks: [jwkOf(cert)],
        grants: { [API]: ['read:students'] },
      },
    ],
  });
});

afterAll(async () => {
  await issuer.close();
  await rm(folder, { recursive: true });
});

it.each([undefined, 'PS256'])('a key signs for the issuer, each time anew: %s', async (assertionAlgorithm) => {
  const client = tokenClientOf('auth0', {
    issuer: issuer.endpoints.auth0.issuer,
    audience: API,
    clientId: 'portero',
    clientKeyFile: join(folder, 'key'),
    assertionAlgorithm,
  });
  for (let i = 0; i < 2; i++) {
    expect(decodeJwt((await client.request()).accessToken)).toMatchObject({ azp: 'portero', scope: 'read:students' });
  }
});
