import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;
const PAGE = 'https://page.example';
const TOKEN = '/auth/system/cc/token';
const OTHERS = [
  'https://other.example',
  'http://page.example',
  'https://page.example:8443',
  'https://page.example.evil',
  'https://a.page.example',
  'https://PAGE.example',
  'null',
];

const allowed = (headers: Record<string, string>) =>
  Object.keys(headers).filter((name) => /^access-control/.test(name));

describe('with a FRONTEND_ORIGIN', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService(LOCAL, { FRONTEND_ORIGIN: PAGE });
  });
  afterAll(() => service.close());

  it.each(['/health/live', '/products', '/no/such'])('its pages may read what %s answers', async (path) => {
    const { headers } = await request(service.url).get(path).set('origin', PAGE);
    expect(headers['access-control-allow-origin']).toBe(PAGE);
    expect(headers['access-control-expose-headers']).toBe(
      'www-authenticate, retry-after, dpop-nonce, server-timing, x-request-id',
    );
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(headers.vary).toBe('Origin');
  });

  it('its pages may send a token, with the methods that there are', async () => {
    const { headers } = await request(service.url)
      .options(TOKEN)
      .set({ origin: PAGE, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' })
      .expect(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, dpop, last-event-id, traceparent, x-csrf-token',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each(OTHERS)('pages of %s may not read anything', async (origin) => {
    const { headers } = await request(service.url).get('/health/live').set({ origin }).expect(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers.vary).toBe('Origin');
  });

  it.each(OTHERS)('pages of %s may not send a token', async (origin) => {
    const { headers } = await request(service.url)
      .options(TOKEN)
      .set({ origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});

it('lets no page read or send anything without a FRONTEND_ORIGIN', async () => {
  const service = await startService(LOCAL);
  for (const origin of [PAGE, 'null']) {
    const read = await request(service.url).get('/health/live').set({ origin });
    expect(allowed(read.headers)).toEqual([]);
    const asked = await request(service.url)
      .options(TOKEN)
      .set({ origin, 'access-control-request-method': 'POST' })
      .expect(404);
    expect(allowed(asked.headers)).toEqual([]);
  }
  await service.close();
});
