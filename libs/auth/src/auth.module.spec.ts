import { Controller, Get, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type Issuer, startIssuer } from '@portero/issuer';
import request from 'supertest';
import {
  AuthEvents,
  AuthModule,
  ConfigurationError,
  CurrentPrincipal,
  type Principal,
  Providers,
  Public,
  RequireAudience,
  RequirePermissions,
  SystemOnly,
} from './index.js';

const API = 'api://orders';
const REPORTS = 'api://reports';
const clientSecret = crypto.randomUUID();

@Controller()
@RequirePermissions('read:orders')
class OrdersController {
  @Get('open')
  @Public()
  open(@CurrentPrincipal() caller?: Principal) {
    return { caller: caller ?? null };
  }

  @Get('orders')
  orders(@CurrentPrincipal() { kind, provider, clientId, subject, permissions, tokenId }: Principal) {
    return { kind, provider, clientId, subject, permissions: [...permissions], tokenId };
  }

  @Get('audits')
  @RequirePermissions('read:audits')
  audits() {
    return [];
  }

  @Get('reports')
  @RequireAudience(REPORTS)
  reports() {
    return [];
  }

  @Get('machines')
  @SystemOnly()
  machines() {
    return [];
  }
}

let issuer: Issuer;
beforeAll(async () => {
  const permissions = ['read:orders', 'read:audits'];
  issuer = await startIssuer({
    apis: [API, REPORTS].map((identifier) => ({ identifier, permissions })),
    clients: [{ id: 'shop', secret: clientSecret, grants: { [API]: permissions } }],
  });
});
afterAll(() => issuer.close());

const provider = (more: { relaxAudience?: boolean } = {}) => ({
  name: 'main',
  kind: 'oidc' as const,
  issuer: issuer.endpoints.oidc.issuer,
  audience: [API],
  clientId: 'shop',
  clientSecret,
  ...more,
});

describe.each([
  { name: 'Express', adapter: () => new ExpressAdapter() },
  { name: 'Fastify', adapter: () => new FastifyAdapter() },
])('AuthModule on $name', ({ adapter }) => {
  let app: INestApplication;
  let url: string;

  async function start(options: Parameters<typeof AuthModule.forRoot>[0]) {
    @Module({
      imports: [AuthModule.forRootAsync({ useFactory: async () => options })],
      controllers: [OrdersController],
    })
    class ShopModule {}

    app = await NestFactory.create(ShopModule, adapter(), { logger: false, abortOnError: false });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  }
  afterEach(() => app.close());

  const get = async (path: string, claims: Record<string, unknown> = {}, permissions = ['read:orders']) => {
    const token = await issuer.mint('oidc', { claims, permissions });
    return request(url).get(path).set('authorization', `Bearer ${token}`);
  };

  it('guards every route, and opens one by @Public() alone', async () => {
    await start({ providers: [provider()] });

    await request(url)
      .get('/orders')
      .expect(401)
      .expect('content-type', /^application\/problem\+json/);
    const { body } = await request(url).get('/open').expect(200);
    expect(body).toEqual({ caller: null });
  });

  it('hands the principal to the handler', async () => {
    await start({ providers: [provider()] });
    const { body } = await get('/orders', { jti: 'the-token' });
    expect(body).toEqual({
      kind: 'system',
      provider: 'main',
      clientId: 'shop',
      subject: 'shop',
      permissions: ['read:orders'],
      tokenId: 'the-token',
    });
  });

  it('asks for the permissions of the controller and the method together', async () => {
    await start({ providers: [provider()] });
    expect((await get('/audits', {}, ['read:audits', 'read:orders'])).status).toBe(200);

    const { status, headers } = await get('/audits', {}, ['read:audits']);
    expect(status).toBe(403);
    expect(headers['www-authenticate']).toContain('scope="read:audits read:orders"');
  });

  it.each([{ relaxAudience: false }, { relaxAudience: true }])(
    'keeps the audience of a route apart from the rest (relaxed: $relaxAudience)',
    async ({ relaxAudience }) => {
      await start({ providers: [provider({ relaxAudience })] });
      const { status, body } = await get('/reports');
      expect({ status, reason: body.reason }).toEqual({ status: 401, reason: 'audience_mismatch' });
      expect((await get('/reports', { aud: REPORTS })).status).toBe(200);
      expect((await get('/orders', { aud: REPORTS })).status).toBe(relaxAudience ? 200 : 401);
    },
  );

  it('refuses people where only systems may call', async () => {
    await start({ providers: [provider()] });
    expect((await get('/machines')).status).toBe(200);
    const { status, body } = await get('/machines', { sub: 'ada' });
    expect({ status, reason: body.reason }).toEqual({ status: 403, reason: 'kind_not_allowed' });
  });

  it('names its realm and its metadata in challenges', async () => {
    await start({ providers: [provider()], realm: 'shop', resourceMetadata: 'https://shop.example/metadata' });
    const { headers } = await request(url).get('/orders').expect(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="shop", resource_metadata="https://shop.example/metadata"');
  });

  it('names where reasons are explained', async () => {
    await start({ providers: [provider()], problemTypes: 'https://shop.example/problems/' });
    const { body } = await request(url).get('/orders').expect(401);
    expect(body.type).toBe('https://shop.example/problems/credentials_missing');
  });

  it('gives tokens and tells events', async () => {
    await start({ providers: [provider()] });
    const { accessToken, outcome } = await app.get(Providers).getToken({ provider: 'main', scope: 'read:orders' });
    await request(url).get('/orders').set('authorization', `Bearer ${accessToken}`).expect(200);

    expect(outcome).toBe('miss');
    expect(app.get(AuthEvents).count('token_issued')).toBe(1);
    expect(app.get(AuthEvents).count('bearer_accepted')).toBe(1);
  });
});

it('refuses to start with bad options, every fault in one error', async () => {
  @Module({
    imports: [
      AuthModule.forRoot({
        providers: [
          { name: 'main', kind: 'azure', issuer: 'https://login.microsoftonline.com/common/v2.0', clientId: 'shop' },
          { name: 'other', kind: 'oidc', issuer: 'http://issuer.example', clockTolerance: 301, audience: ['a'] },
          { name: 'one', kind: 'oidc', issuer: 'https://issuer.example', audience: ['a'] },
          { name: 'twin', kind: 'oidc', issuer: 'https://issuer.example', audience: ['a'] },
        ],
      }),
    ],
  })
  class BrokenModule {}

  const start = NestFactory.create(BrokenModule, new FastifyAdapter(), { logger: false, abortOnError: false });
  await expect(start).rejects.toThrow(ConfigurationError);
  await expect(start).rejects.toMatchObject({
    faults: [
      { variable: 'main.clientSecret', problem: expect.any(String) },
      { variable: 'main.tenants', problem: expect.any(String) },
      { variable: 'main.tokenUrl', problem: expect.any(String) },
      { variable: 'main.audience', problem: expect.any(String) },
      { variable: 'other.issuer', problem: expect.any(String) },
      { variable: 'other.clockTolerance', problem: expect.any(String) },
      { variable: 'twin.issuer', problem: expect.stringContaining('and so does one') },
    ],
  });
});
