import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { describeWithRedis, RedisServer } from '../../../libs/auth/test/redis-server.js';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { PROBLEM_TYPES, type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;
const TOKEN = '/auth/system/cc/token';

describe('with TOKEN_RATE_LIMIT=3', () => {
  let service: RunningService;
  beforeEach(async () => {
    service = await startService(LOCAL, { TOKEN_RATE_LIMIT: '3' });
  });
  afterEach(() => service.close());

  it('refuses the fourth request in a minute, on either route, with the time to wait', async () => {
    await request(service.url).post(TOKEN).expect(200);
    await request(service.url).post('/m2m/run').expect(200);
    await request(service.url).post(TOKEN).expect(200);

    for (const route of [TOKEN, '/m2m/run']) {
      const { headers, body } = await request(service.url).post(route).expect(429);
      expect(body).toEqual({
        type: `${PROBLEM_TYPES}rate_limited`,
        title: 'Too many requests',
        status: 429,
        detail: 'Too many requests came from this address. Try again later.',
        reason: 'rate_limited',
      });
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(headers).not.toHaveProperty('x-ratelimit-limit');
    }
  });

  it('counts refused callers, whatever address their headers name', async () => {
    for (const peer of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) {
      await request(service.url).post(TOKEN).set('x-forwarded-for', peer).expect(403);
    }
    await request(service.url).post(TOKEN).set('x-forwarded-for', '203.0.113.4').expect(429);
  });

  it('leaves other routes alone', async () => {
    for (let sent = 0; sent < 5; sent++) await request(service.url).get('/health/live').expect(200);
    await request(service.url).post(TOKEN).expect(200);
  });
});

describeWithRedis('with TOKEN_RATE_LIMIT=3 and a Redis', () => {
  it('refuses the fourth request in a minute at whichever instance', async () => {
    const redis = await RedisServer.start();
    const variables = {
      TOKEN_RATE_LIMIT: '3',
      REDIS_URL: redis.url,
      TOKEN_CACHE_KEY: randomBytes(32).toString('base64'),
    };
    const one = await startService(LOCAL, variables);
    const other = await startService(LOCAL, variables);
    await request(one.url).post(TOKEN).expect(200);
    await request(other.url).post(TOKEN).expect(200);
    await request(one.url).post(TOKEN).expect(200);
    await request(other.url).post(TOKEN).expect(429);

    // Alone, each goes on by what it has counted itself.
    await redis.kill();
    await request(other.url).post(TOKEN).expect(200);
    await request(other.url).post(TOKEN).expect(429);
    await one.close();
    await other.close();
  });
});

it('takes any number with TOKEN_RATE_LIMIT=0', async () => {
  const service = await startService(LOCAL, { TOKEN_RATE_LIMIT: '0' });
  for (let sent = 0; sent < 5; sent++) await request(service.url).post(TOKEN).expect(200);
  await service.close();
});
