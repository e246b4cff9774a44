import request from 'supertest';
import { API, API_ID, PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const AZURE = PROVIDER_ROWS.find(({ personality }) => personality === 'azure-v2') as ProviderRow;

/** A token from the tenant's token endpoint, as this version of the API would get it. */
async function askFor({ issuer, secret }: RunningService, version: 1 | 2): Promise<string> {
  for (const api of issuer.apis) api.accessTokenAcceptedVersion = version;
  const answer = await fetch(issuer.endpoints['azure-v2'].tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'caller',
      client_secret: secret,
      scope: `${API}/.default`,
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe.each([
  { relaxed: 'false', another: { status: 401, reason: 'audience_mismatch' } },
  { relaxed: 'true', another: { status: 200, reason: undefined } },
])('with OIDC_RELAX_AUDIENCE_azure=$relaxed', ({ relaxed, another }) => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService(AZURE, { OIDC_RELAX_AUDIENCE_azure: relaxed });
  });
  afterAll(() => service.close());

  const products = (token: string) => request(service.url).get('/products').set('authorization', `Bearer ${token}`);

  it.each([
    { version: 2, aud: API_ID },
    { version: 1, aud: API },
  ] as const)('lets in a v$version token, whose aud is $aud', async ({ version, aud }) => {
    const token = await askFor(service, version);
    expect(claimsOf(token).aud).toBe(aud);
    await products(token).expect(200);
    expect(service.events.count('audience_relaxed')).toBe(0);
  });

  it.each(['azure-v1', 'azure-v2'] as const)(
    'answers a %s token for another API of the tenant',
    async (personality) => {
      const aud = 'api://11111111-2222-4333-8444-555555555555';
      const { status, body } = await products(await service.issuer.mint(personality, { claims: { aud } }));
      expect({ status, reason: body.reason }).toEqual(another);
    },
  );

  it('refuses a token of another tenant, whoever it is for', async () => {
    const tid = '99999999-2222-4333-8444-555555555555';
    const { status, body } = await products(await service.issuer.mint('azure-v2', { claims: { tid } }));
    expect({ status, reason: body.reason }).toEqual({ status: 401, reason: 'tenant_mismatch' });
  });

  it('refuses a v1 token under the v2 issuer: each has keys of its own', async () => {
    const iss = service.issuer.endpoints['azure-v2'].issuer;
    const { status, body } = await products(await service.issuer.mint('azure-v1', { claims: { iss, azp: 'caller' } }));
    expect({ status, reason: body.reason }).toEqual({ status: 401, reason: 'key_unknown' });
  });
});

it('logs and counts every use of the relaxed audience', async () => {
  const service = await startService(AZURE, { OIDC_RELAX_AUDIENCE_azure: 'true' });
  const token = await service.issuer.mint('azure-v2', { claims: { aud: 'api://another', uti: 'the-token' } });
  for (let i = 0; i < 2; i++) {
    await request(service.url).get('/products').set('authorization', `Bearer ${token}`).expect(200);
  }

  expect(service.events.count('audience_relaxed')).toBe(2);
  const uses = service.logged.filter((line) => line.includes('"audience_relaxed"')).map((line) => JSON.parse(line));
  expect(uses[0]).toMatchObject({
    level: 'warn',
    context: 'Auth',
    msg: 'audience_relaxed',
    provider: 'azure',
    clientId: 'caller',
    token: 'the-token',
    actual: '"api://another"',
  });
  expect(uses).toHaveLength(2);
  expect(service.logged.join('\n')).toContain(
    '"msg":"The audience of azure is relaxed: tokens meant for other APIs of its issuer are let in"',
  );
  await service.close();
});

it('lets in the tenants of its list and no other, with a tenant template in the issuer', async () => {
  const service = await startService(AZURE, ({ origin, tenant, endpoints }) => ({
    OIDC_ISSUER_azure: `${origin}/azure/common/v2.0`,
    OIDC_V1_ISSUER_azure: '',
    OIDC_TENANTS_azure: tenant,
    OIDC_TOKEN_URL_azure: endpoints['azure-v2'].tokenUrl,
  }));
  const products = async (claims: Record<string, unknown>) =>
    request(service.url)
      .get('/products')
      .set('authorization', `Bearer ${await service.issuer.mint('azure-v2', { claims })}`);

  await request(service.url).post('/m2m/run').expect(200);
  expect((await products({})).status).toBe(200);
  const tid = '99999999-2222-4333-8444-555555555555';
  const stranger = await products({ tid, iss: `${service.issuer.origin}/azure/${tid}/v2.0` });
  expect({ status: stranger.status, reason: stranger.body.reason }).toEqual({ status: 401, reason: 'issuer_unknown' });
  const template = await products({ iss: `${service.issuer.origin}/azure/{tenantid}/v2.0` });
  expect(template.body.reason).toBe('issuer_unknown');
  await service.close();
});
