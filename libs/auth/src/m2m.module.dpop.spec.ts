import { Controller, Get, type INestApplication, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type Issuer, startIssuer } from '@portero/issuer';
import { LoopbackServer, reply } from '../test/loopback-server.js';
import { proofIn } from '../test/proof-in.js';
import { type AuthEvent, AuthEvents, AuthModule, M2mHttp, M2mModule, Providers, RequirePermissions } from './index.js';

const STOCK = 'api://stock';
const clientSecret = crypto.randomUUID();

@Controller('items')
@RequirePermissions('read:stock')
class StockController {
  @Get()
  list() {
    return ['pen'];
  }
}

@Injectable()
class Shop {
  constructor(readonly stock: M2mHttp) {}
}

let issuer: Issuer;
/** What clients know as the API: it passes on what comes, as a proxy does. */
let front: LoopbackServer;
let app: INestApplication;
let heard: AuthEvent[];

beforeEach(async () => {
  front = await LoopbackServer.start(reply(''));
  issuer = await startIssuer({
    apis: [{ identifier: STOCK, permissions: ['read:stock'] }],
    clients: [{ id: 'shop', secret: clientSecret, grants: { [STOCK]: ['read:stock'] }, dpopBound: true }],
    dpopNonce: true,
  });
});
afterEach(async () => {
  await app.close();
  await issuer.close();
});

/** A shop that calls the API, both in one process, with nonces wanted by issuer and API. */
async function startShop(dpop: boolean): Promise<Shop> {
  const { issuer: iss } = issuer.endpoints.oidc;
  const client = { clientId: 'shop', clientSecret, dpop };
  const main = { name: 'main', kind: 'oidc' as const, issuer: iss, audience: [STOCK], ...client };
  @Module({
    imports: [
      AuthModule.forRoot({ providers: [main], publicUrl: front.url(), dpopNonces: true }),
      M2mModule.forFeature({ audience: STOCK, scope: 'read:stock', origins: [front.url()] }),
    ],
    controllers: [StockController],
    providers: [Shop],
  })
  class ShopModule {}

  app = await NestFactory.create(ShopModule, new FastifyAdapter(), { logger: false, abortOnError: false });
  heard = [];
  app.get(AuthEvents).listen((event) => heard.push(event));
  await app.listen(0, '127.0.0.1');
  const behind = await app.getUrl();
  front.handler = async (response, { method, target, headers: { authorization = '', dpop: proof = '' } }) => {
    const answer = await fetch(`${behind}${target}`, { method, headers: { authorization, dpop: String(proof) } });
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  };
  return app.get(Shop);
}

const callOf = async ({ stock }: Shop) => {
  const response = await stock.fetch(front.url('/items?page=2'));
  return [response.status, await response.json()];
};
const asked = () => issuer.requests.filter(({ endpoint }) => endpoint === 'token');

it('calls an API with bound tokens, and learns the nonces of issuer and API', async () => {
  const shop = await startShop(true);
  expect(await callOf(shop)).toEqual([200, ['pen']]);
  expect(await callOf(shop)).toEqual([200, ['pen']]);

  const proofs = await Promise.all(front.requests.map(proofIn));
  expect(proofs.map(({ claims }) => typeof claims.nonce)).toEqual(['undefined', 'string', 'string']);
  expect(new Set([...asked().map(({ dpopJkt }) => dpopJkt), ...proofs.map(({ thumbprint }) => thumbprint)]).size).toBe(
    1,
  );
  expect(asked()).toHaveLength(2);

  const refused = heard.filter(({ name }) => name === 'bearer_refused');
  expect(refused).toEqual([expect.objectContaining({ reason: 'nonce_required' })]);
  expect(heard.filter(({ name }) => name === 'token_failed')).toEqual([]);
  const written = JSON.stringify(heard);
  for (const { headers } of front.requests) {
    for (const secret of [headers.authorization?.split(' ')[1], headers.dpop]) expect(written).not.toContain(secret);
  }
});

it('gets a token all the same when the issuer takes its nonces back', async () => {
  await callOf(await startShop(true));
  issuer.rotateDpopNonce();
  issuer.rotateDpopNonce();
  expect(await app.get(Providers).getToken({ audience: STOCK })).toMatchObject({ tokenType: 'DPoP', outcome: 'miss' });
  expect(asked()).toHaveLength(4);
});

it('says that the issuer wants a proof, when it is not asked with one', async () => {
  const shop = await startShop(false);
  await expect(callOf(shop)).rejects.toMatchObject({ reason: 'token_request_refused', error: 'invalid_dpop_proof' });
});
