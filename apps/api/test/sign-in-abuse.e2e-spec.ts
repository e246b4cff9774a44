import { exchange, firstAnswer } from './raw-connection.js';
import { Browser } from './sign-in/browser.js';
import {
  begin,
  callback,
  type OperatorsService,
  reasonIn,
  startOperatorsService,
} from './sign-in/operators-service.js';

let service: OperatorsService;
beforeAll(async () => {
  service = await startOperatorsService({ TRUST_PROXY: '127.0.0.1' });
});
afterAll(() => service.close());

it('asks the provider sixty times a minute at most for one address', async () => {
  const from = (address: string) => new Browser(service.url, { 'x-forwarded-for': address, accept: '*/*' });
  service.provider.tokenAnswer = { status: 400, body: { error: 'invalid_grant' } };
  const attacker = from('2001:db8::1');
  const begun = await begin(service, attacker);
  const [cookie = ''] = attacker.names;
  const sealed = attacker.value(cookie);
  const guess = async (browser: Browser) => {
    // As it was before: nothing makes an attacker forget it.
    browser.put(cookie, sealed, '/auth');
    return browser.request(callback(service, begun, { code: 'junk' }));
  };
  for (let sent = 0; sent < 60; sent++) expect((await guess(attacker)).status).toBe(400);
  // Anybody has all addresses of a /64.
  const refused = await guess(from('2001:db8::2'));
  expect([refused.status, reasonIn(refused)]).toEqual([429, 'rate_limited']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(service.provider.redeemed).toHaveLength(60);
  expect(service.heard.at(-1)).toMatchObject({ name: 'operator_refused', reason: 'rate_limited' });
  expect((await guess(from('2001:db8:0:1::1'))).status).toBe(400);
});

it.each(['__Secure-portero-sign-in-\u00e9=1', '__Secure-portero-sign-in-a b=1; __Secure-portero-sign-in-(x)=2'])(
  'begins a sign-in whatever cookies somebody planted: %s',
  async (cookie) => {
    const answer = await exchange(
      service.url,
      `GET /auth/oidc/login HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\nCookie: ${cookie}\r\n\r\n`,
    );
    expect(firstAnswer(answer).status).toBe(303);
  },
);

it('answers many planted cookies with a few', async () => {
  const planted = Array.from({ length: 300 }, (_, at) => `__Secure-portero-sign-in-${at}=x`).join('; ');
  const { headers, status } = await fetch(`${service.url}/auth/oidc/login`, {
    headers: { cookie: planted },
    redirect: 'manual',
  });
  expect(status).toBe(303);
  expect(headers.getSetCookie().length).toBeLessThanOrEqual(21);
});

it('is not signed out by a page of another site (SameSite leaves the cookie out)', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.9', origin: 'https://evil.example' };
  const response = await fetch(`${service.url}/auth/logout`, { method: 'POST', headers });
  expect([response.status, response.headers.getSetCookie()]).toEqual([204, []]);
});
