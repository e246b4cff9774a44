import { inspect } from 'node:util';
import { type LoggerService, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AuthEvent, AuthEvents, AuthModule } from '@portero/auth';
import { type Endpoint, type Issuer, startIssuer } from '@portero/issuer';
import { ManualClock } from '../../../libs/auth/test/manual-clock.js';
import { ProductsController } from '../src/catalog/products.controller.js';
import { asked } from './guarded-route.js';
import { API } from './provider-environments.js';

/** A guarded route whose hours pass when a test says so, and the issuers it trusts, which go by the same clock. */
export interface ClockedService {
  readonly url: string;
  readonly clock: ManualClock;
  readonly issuers: readonly [Issuer, ...Issuer[]];
  readonly heard: readonly AuthEvent[];
  readonly warned: readonly string[];
  /** How many requests have come in. */
  readonly arrived: () => number;
  /** How many requests this service has sent there. */
  readonly asked: (issuer: Issuer, endpoint: Endpoint) => number;
}

/** Longer than any key serves, so that a token does not end before its key. */
const TOKEN_LIFETIME = 24 * 60 * 60;

/** Well again for each service: a new issuer makes new keys, which takes its time. */
const issuers: Issuer[] = [];
let clock = new ManualClock();
const running = new Set<NestFastifyApplication>();

afterEach(async () => {
  await Promise.all([...running].map((app) => app.close()));
  running.clear();
});

afterAll(() => Promise.all(issuers.map((issuer) => issuer.close())));

/**
 * One at a time; it ends with its test.
 *
 * @param count of issuers
 * @param jwksUrls where their keys are to be had; by discovery when absent
 */
export async function startClockedService(count = 1, jwksUrls: readonly string[] = []): Promise<ClockedService> {
  clock = new ManualClock();
  while (issuers.length < count) issuers.push(await startClockedIssuer());
  const trusted = issuers.slice(0, count) as [Issuer, ...Issuer[]];
  for (const issuer of trusted) issuer.heal();
  const before = new Map(trusted.map((issuer) => [issuer, [...issuer.requests]]));

  const providers = trusted.map(({ endpoints }, i) => ({
    name: `row${i}`,
    kind: 'oidc' as const,
    issuer: endpoints.oidc.issuer,
    audience: [API],
    jwksUrl: jwksUrls[i],
  }));
  @Module({ imports: [AuthModule.forRoot({ providers, clock })], controllers: [ProductsController] })
  class ClockedModule {}

  let arrived = 0;
  const adapter = new FastifyAdapter();
  adapter.getInstance().addHook('onRequest', async () => {
    arrived += 1;
  });
  const warned: string[] = [];
  const logger: LoggerService = { log: () => {}, error: () => {}, warn: (message) => warned.push(inspect(message)) };
  const app = await NestFactory.create<NestFastifyApplication>(ClockedModule, adapter, { logger, abortOnError: false });
  running.add(app);
  const heard: AuthEvent[] = [];
  app.get(AuthEvents).listen((event) => heard.push(event));
  await app.listen(0, '127.0.0.1');
  return {
    url: await app.getUrl(),
    clock,
    issuers: trusted,
    heard,
    warned,
    arrived: () => arrived,
    asked: (issuer, endpoint) => asked(issuer, endpoint) - asked({ requests: before.get(issuer) ?? [] }, endpoint),
  };
}

function startClockedIssuer(): Promise<Issuer> {
  return startIssuer({
    now: () => clock.now(),
    tokenLifetime: TOKEN_LIFETIME,
    apis: [{ identifier: API, permissions: [] }],
    clients: [{ id: 'caller', secret: crypto.randomUUID(), grants: { [API]: [] } }],
  });
}
