import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Issuer, startIssuer } from '@portero/issuer';
import { decodeJwt } from 'jose';
import { type SigningKey, signingKey } from '../../../test/signing-key.js';
import { type CertifiedKey, RSA, selfSigned } from '../../../test/test-certificates.js';
import { tokenClientOf } from '../../../test/token-client-of.js';

const API = 'api://students';
const WORKLOAD = { issuer: 'https://cluster.example', subject: 'system:serviceaccount:students:portero' };
const EXCHANGE = 'api://AzureADTokenExchange';

let folder: string;
let issuer: Issuer;
let current: CertifiedKey;
let next: CertifiedKey;
let cluster: SigningKey;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'azure-credentials-'));
  [current, next, cluster] = await Promise.all([
    selfSigned({ commonName: 'current', algorithm: RSA }),
    selfSigned({ commonName: 'next', algorithm: RSA }),
    signingKey('cluster'),
  ]);
  const grants = { [API]: ['read:students'] };
  issuer = await startIssuer({
    apis: [{ identifier: API, permissions: ['read:students'] }],
    clients: [
      { id: 'certified', certificates: [current.cert, next.cert], grants },
      { id: 'rotating', secret: 'next', otherSecrets: ['newest'], grants },
      { id: 'workload', federatedCredentials: [{ ...WORKLOAD, audience: EXCHANGE, keys: [cluster.jwk] }], grants },
    ],
  });
});

afterAll(async () => {
  await issuer.close();
  await rm(folder, { recursive: true });
});

const path = (name: string) => join(folder, name);

const clientOf = (values: object) =>
  tokenClientOf('azure', { issuer: issuer.endpoints['azure-v2'].issuer, audience: API, ...values });

async function certify({ key, cert }: CertifiedKey): Promise<void> {
  await writeFile(path('key'), key);
  await writeFile(path('crt'), cert);
}

describe('a certificate', () => {
  const files = () => ({ clientId: 'certified', clientKeyFile: path('key'), clientCertFile: path('crt') });

  it.each([undefined, 'RS256'])('is found by its thumbprint with the algorithm %s', async (assertionAlgorithm) => {
    await certify(current);
    const { accessToken } = await clientOf({ ...files(), assertionAlgorithm }).request();
    expect(decodeJwt(accessToken)).toMatchObject({ azp: 'certified', azpacr: '2', roles: ['read:students'] });
  });

  it('is used at the next request after its rotation, and put off between its two files', async () => {
    await certify(current);
    const client = clientOf(files());
    await client.request();
    await writeFile(path('key'), next.key);
    await expect(client.request()).rejects.toMatchObject({ reason: 'client_secret_unreadable', status: 503 });
    await certify(next);
    await expect(client.request()).resolves.toBeDefined();
  });

  it('that is not registered is refused', async () => {
    await certify(await selfSigned({ commonName: 'other', algorithm: RSA }));
    await expect(clientOf(files()).request()).rejects.toMatchObject({ reason: 'client_refused' });
  });

  it('is meant for the token endpoint', async () => {
    await certify(current);
    const client = clientOf({ ...files(), assertionAudience: 'issuer' });
    await expect(client.request()).rejects.toMatchObject({ status: 502 });
  });
});

describe("a workload's token", () => {
  const now = () => Math.floor(Date.now() / 1000);
  const tokenOf = (subject: string, expiresIn = 600) =>
    cluster.sign(
      { iss: WORKLOAD.issuer, sub: subject, aud: [EXCHANGE], iat: now() - 600, exp: now() + expiresIn },
      { typ: 'JWT' },
    );

  it('is read again for every request', async () => {
    await writeFile(path('token'), await tokenOf(WORKLOAD.subject, -1));
    const client = clientOf({ clientId: 'workload', federatedTokenFile: path('token') });
    await expect(client.request()).rejects.toMatchObject({ status: 502 });
    await writeFile(path('token'), await tokenOf(WORKLOAD.subject));
    expect(decodeJwt((await client.request()).accessToken)).toMatchObject({ azp: 'workload', azpacr: '2' });
  });

  it('of another workload is refused', async () => {
    await writeFile(path('token'), await tokenOf('system:serviceaccount:students:other'));
    const client = clientOf({ clientId: 'workload', federatedTokenFile: path('token') });
    await expect(client.request()).rejects.toMatchObject({ reason: 'client_refused' });
  });
});

it('is carried over the rotation of a secret by the second line of its file', async () => {
  await writeFile(path('secret'), 'past\nnext\n');
  const client = clientOf({ clientId: 'rotating', clientSecretFile: path('secret') });
  const asked = () => issuer.requests.filter(({ method }) => method === 'POST').length;
  const before = asked();
  await client.request();
  await client.request();
  expect(asked() - before).toBe(3);
  expect(client.events.count('client_secret_switched')).toBe(1);
  await writeFile(path('secret'), 'newest\n');
  await client.request();
  expect(asked() - before).toBe(4);
});
