import request from 'supertest';
import { PROVIDER_ROWS, type ProviderRow } from './provider-environments.js';
import { type RunningService, startService } from './running-service.js';

const LOCAL = PROVIDER_ROWS.find(({ name }) => name === 'local') as ProviderRow;
const TOKEN = '/auth/system/cc/token';
const AUTHENTICATED = { SYSTEM_TOKEN_ACCESS: 'authenticated', TOKEN_RATE_LIMIT: '1' };

let service: RunningService;
afterEach(() => service.close());

/** The statuses of one request after the other: 401 is counted, 429 is one too many. */
async function statuses(requests: readonly Readonly<Record<string, string>>[]): Promise<number[]> {
  const answered: number[] = [];
  for (const headers of requests) answered.push((await request(service.url).post(TOKEN).set(headers)).status);
  return answered;
}
const from = (chain: string) => ({ 'x-forwarded-for': chain });

it('believes no forwarding header without TRUST_PROXY', async () => {
  service = await startService(LOCAL, AUTHENTICATED);
  const requests: Record<string, string>[] = [
    from('203.0.113.1'),
    from('203.0.113.2'),
    { forwarded: 'for=203.0.113.3' },
    { 'x-real-ip': '203.0.113.4' },
  ];
  expect(await statuses(requests)).toEqual([401, 429, 429, 429]);
});

it('believes none of a peer that is no proxy', async () => {
  service = await startService(LOCAL, { ...AUTHENTICATED, TRUST_PROXY: '10.0.0.4,192.168.0.0/16' });
  expect(await statuses([from('203.0.113.1'), from('203.0.113.2')])).toEqual([401, 429]);
});

describe('with TRUST_PROXY', () => {
  beforeEach(async () => {
    service = await startService(LOCAL, { ...AUTHENTICATED, TRUST_PROXY: '127.0.0.0/8, 10.0.0.0/8, 2001:db8::/32' });
  });

  it('counts each client of the proxy by itself', async () => {
    const requests = [from('203.0.113.1'), from('203.0.113.2'), from('203.0.113.1'), from('2001:db9::1')];
    expect(await statuses(requests)).toEqual([401, 401, 429, 401]);
  });

  it('goes by the rightmost address that is no proxy, not by what a client put before it', async () => {
    const requests: Record<string, string>[] = [
      from('198.51.100.1, 203.0.113.1'),
      from('198.51.100.2, 203.0.113.1'),
      from('10.0.0.9, 203.0.113.1, 10.0.0.4'),
      from('203.0.113.1,2001:db8::7 , 10.0.0.4'),
      from('unknown, 203.0.113.1, 10.0.0.4'),
    ];
    expect(await statuses(requests)).toEqual([401, 429, 429, 429, 429]);
  });

  it('counts the proxy itself where it names nobody', async () => {
    expect(await statuses([{}, { 'x-real-ip': '203.0.113.1' }, { forwarded: 'for=203.0.113.1' }])).toEqual([
      401, 429, 429,
    ]);
  });
});

it.each([from('127.0.0.1'), { 'x-forwarded-host': 'localhost' }, { 'x-forwarded-proto': 'https' }])(
  'still demands a direct caller on this machine: %p',
  async (headers) => {
    service = await startService(LOCAL, { TRUST_PROXY: '127.0.0.1' });
    const { body } = await request(service.url).post(TOKEN).set(headers).expect(403);
    expect(body.reason).toBe('caller_not_local');
    await request(service.url).post(TOKEN).expect(200);
  },
);

it('takes its own name from PUBLIC_URL, whatever host is named', async () => {
  service = await startService(LOCAL, { TRUST_PROXY: '127.0.0.1', PUBLIC_URL: 'https://api.example' });
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
  const described = await request(service.url).get('/.well-known/oauth-protected-resource').set(headers).expect(200);
  const challenged = await request(service.url).get('/products').set(headers).expect(401);
  expect(described.body.resource).toBe('https://api.example');
  expect(challenged.headers['www-authenticate']).toContain('resource_metadata="https://api.example/');
  for (const { text, headers: answered } of [described, challenged]) {
    expect(text + JSON.stringify(answered)).not.toContain('evil');
  }
});
