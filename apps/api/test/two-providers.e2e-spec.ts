import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const rowOf = (personality: string) => PROVIDER_ROWS.find((row) => row.personality === personality) as ProviderRow;
const AZURE = rowOf('azure-v2');
const AUTH0 = rowOf('auth0');

const startBoth = () =>
  startService(AZURE, (issuer, secret) => ({ ...AUTH0.variables(issuer, secret), AUTH_PROVIDERS: 'azure,auth0' }));

describe('azure and auth0 at once', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startBoth();
  });
  afterAll(() => service.close());

  const products = (token: string) => request(service.url).get('/products').set('authorization', `Bearer ${token}`);

  it.each(['azure', 'auth0'])('asks %s for a token when it is named, and lets that token in', async (provider) => {
    const { body } = await request(service.url).post('/auth/system/cc/token').send({ provider }).expect(200);
    await products(body.access_token).expect(200);
    const issuer = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString()).iss;
    expect(issuer).toBe(service.issuer.endpoints[provider === 'azure' ? 'azure-v2' : 'auth0'].issuer);
  });

  it('asks the first one listed when none is named', async () => {
    const { body } = await request(service.url).post('/auth/system/cc/token').expect(200);
    const claims = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString());
    expect(claims.iss).toBe(service.issuer.endpoints['azure-v2'].issuer);
  });

  it.each([
    { claims: 'azure-v2', signer: 'auth0' },
    { claims: 'auth0', signer: 'azure-v2' },
  ] as const)('does not take the key of $signer for a token of $claims', async ({ claims, signer }) => {
    const { body } = await products(await service.issuer.mint(claims, { signedBy: signer })).expect(401);
    expect(body.reason).toBe('key_unknown');
  });

  it('goes on with one while the other one is down', async () => {
    const fresh = await startBoth();
    fresh.issuer.injectFault({ personality: 'auth0', endpoint: 'jwks' }, { kind: 'status', status: 500 });
    const call = async (personality: 'azure-v2' | 'auth0') =>
      request(fresh.url)
        .get('/products')
        .set('authorization', `Bearer ${await fresh.issuer.mint(personality)}`);

    expect((await call('auth0')).status).toBe(503);
    expect((await call('azure-v2')).status).toBe(200);
    const { body } = await request(fresh.url).get('/health/ready').expect(200);
    expect(body.details.providers).toEqual({ status: 'up', azure: 'up', auth0: 'down' });
    await fresh.close();
  });
});

it('keeps two applications in one process apart', async () => {
  const services = await Promise.all([startService(AZURE), startService(AZURE)]);
  for (const { url, issuer } of services) {
    const token = await issuer.mint('azure-v2');
    await request(url).get('/products').set('authorization', `Bearer ${token}`).expect(200);
  }
  await Promise.all(services.map((service) => service.close()));
});
