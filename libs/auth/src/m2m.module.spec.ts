import { Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Issuer, startIssuer } from '@portero/issuer';
import { LoopbackServer } from '../test/loopback-server.js';
import { AuthEvents, AuthModule, M2mHttp, M2mModule } from './index.js';

const STOCK = 'api://stock';
const PRICES = Symbol('PRICES');
const clientSecret = crypto.randomUUID();

let issuer: Issuer;
let stock: LoopbackServer;
let prices: LoopbackServer;

beforeAll(async () => {
  issuer = await startIssuer({
    apis: [{ identifier: STOCK, permissions: ['read:stock'] }],
    clients: [{ id: 'shop', secret: clientSecret, grants: { [STOCK]: ['read:stock'] } }],
  });
});
afterAll(() => issuer.close());

async function startShop() {
  @Injectable()
  class Shop {
    constructor(
      readonly stock: M2mHttp,
      @Inject(PRICES) readonly prices: M2mHttp,
    ) {}
  }

  const { issuer: iss } = issuer.endpoints.oidc;
  const main = { name: 'main', kind: 'oidc' as const, issuer: iss, audience: [STOCK], clientId: 'shop', clientSecret };
  @Module({
    imports: [
      AuthModule.forRoot({ providers: [main] }),
      M2mModule.forFeature({ audience: STOCK, scope: 'read:stock', origins: [stock.url()] }),
      M2mModule.forFeature({ provide: PRICES, provider: 'main', audience: STOCK, origins: [prices.url()] }),
    ],
    providers: [Shop],
  })
  class ShopModule {}

  const app = await NestFactory.createApplicationContext(ShopModule, { logger: false, abortOnError: false });
  return { app, shop: app.get(Shop), events: app.get(AuthEvents) };
}

beforeEach(async () => {
  stock = await LoopbackServer.start((response) => response.end('stock'));
  prices = await LoopbackServer.start((response) => response.end('prices'));
});

it('gives a module one client for each API that it calls, each with its own origins', async () => {
  const { app, shop } = await startShop();

  expect(await (await shop.stock.fetch(stock.url('/items'))).text()).toBe('stock');
  expect(await (await shop.prices.fetch(prices.url())).text()).toBe('prices');
  await expect(shop.stock.fetch(prices.url())).rejects.toThrow(TypeError);

  const [, claims = ''] = stock.requests[0]?.headers.authorization?.split('.') ?? [];
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ aud: STOCK, scope: 'read:stock' });
  await app.close();
});

it('renews a token that the API refuses, and hands the new one to everybody after', async () => {
  const { app, shop, events } = await startShop();
  const seen = new Set<string>();
  stock.handler = (response, { headers }) => {
    const first = seen.size === 0 || (seen.size === 1 && seen.has(String(headers.authorization)));
    seen.add(String(headers.authorization));
    response.writeHead(first ? 401 : 200).end();
  };

  expect((await shop.stock.fetch(stock.url())).status).toBe(200);
  expect((await shop.stock.fetch(stock.url())).status).toBe(200);
  expect([seen.size, events.count('token_issued'), stock.requests.length]).toEqual([2, 2, 3]);
  await app.close();
});
