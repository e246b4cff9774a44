import { randomBytes } from 'node:crypto';
import { type Issuer } from '@portero/issuer';
import request from 'supertest';
import { describeWithRedis, RedisServer } from '../../../libs/auth/test/redis-server.js';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { listen, startTestIssuer } from './running-service.js';
import { Scrape } from './scraped-metrics.js';
import { ServiceProcess } from './service-process.js';

const AZURE = PROVIDER_ROWS.find(({ personality }) => personality === 'azure-v2') as ProviderRow;

let issuer: Issuer;
let variables: Readonly<Record<string, string>>;
beforeEach(async () => {
  const secret = crypto.randomUUID();
  issuer = await startTestIssuer(secret);
  variables = { LOG_LEVEL: 'error', ...AZURE.variables(issuer, secret) };
});
afterEach(() => issuer.close());

const tokenRequests = () => issuer.requests.filter(({ endpoint }) => endpoint === 'token').length;
const askForToken = (url: string) => request(url).post('/auth/system/cc/token');

it('makes one token request for a thousand callers on a cold cache', async () => {
  const { app } = await listen(variables);
  const url = await app.getUrl();
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => askForToken(url)));

  expect(new Set(answers.map(({ status, body }) => `${status} ${body.access_token}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
  expect(tokenRequests()).toBe(1);
  await app.close();
});

describeWithRedis('four processes on one Redis', () => {
  let fleet: ServiceProcess[];
  let urls: string[];
  beforeEach(async () => {
    const redis = await RedisServer.start();
    const shared = { REDIS_URL: redis.url, TOKEN_CACHE_KEY: randomBytes(32).toString('base64') };
    fleet = Array.from({ length: 4 }, () => new ServiceProcess({ ...variables, ...shared }));
    urls = await Promise.all(fleet.map((service) => service.url()));
  });
  afterEach(async () => {
    await Promise.all(fleet.map((service) => service.stop()));
  });

  it('make one token request between them for a thousand callers', async () => {
    const answers = await Promise.all(Array.from({ length: 1_000 }, (_, i) => askForToken(urls[i % 4] as string)));

    expect(new Set(answers.map(({ status, body }) => `${status} ${body.access_token}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(tokenRequests()).toBe(1);
  });

  it('show which of them asked the provider, and which found its token', async () => {
    for (const url of urls) await askForToken(url).expect(200);
    const outcomes = await Promise.all(
      urls.map(async (url) => {
        const { text } = await request(url).get('/metrics').expect(200);
        return new Scrape(text).samples('portero_token_requests_total');
      }),
    );
    const [first, ...others] = ['issued', 'shared', 'shared', 'shared'].map((outcome) => [
      `portero_token_requests_total{provider="azure",outcome="${outcome}",reason="none"} 1`,
    ]);
    expect(outcomes).toEqual([first, ...others]);
  });

  it.each([0, 1, 2, 3])('lose no request of the others when number %i is killed under load', async (victim) => {
    const survivors = urls.filter((_, i) => i !== victim);
    const load = Promise.all(
      Array.from({ length: 10 }, async () => {
        const statuses: number[] = [];
        for (let i = 0; i < 30; i++) {
          statuses.push((await request(survivors[i % 3] as string).post('/m2m/run')).status);
        }
        return statuses;
      }),
    );
    // Its own callers are lost with it.
    const lost = Promise.allSettled(Array.from({ length: 20 }, () => askForToken(urls[victim] as string)));
    await fleet[victim]?.stop('SIGKILL');

    expect(new Set((await load).flat())).toEqual(new Set([200]));
    await lost;
  });
});
