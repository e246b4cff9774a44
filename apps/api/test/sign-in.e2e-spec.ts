import request from 'supertest';
import { PUBLIC_URL } from './running-service.js';
import { Browser } from './sign-in/browser.js';
import {
  begin,
  callback,
  csrfOf,
  type OperatorsService,
  reasonIn,
  SESSION,
  signIn,
  startOperatorsService,
} from './sign-in/operators-service.js';
import { PAGE_CLIENT } from './sign-in/scripted-provider.js';

const ATTRIBUTES = 'HttpOnly; Secure; SameSite=Lax';

let service: OperatorsService;
beforeAll(async () => {
  service = await startOperatorsService();
});
afterAll(() => service.close());
beforeEach(() => {
  service.provider.claims = {};
  service.heard.length = 0;
  service.provider.redeemed.length = 0;
});

it('sends the browser to the provider, with PKCE, state and nonce', async () => {
  const browser = new Browser(service.url);
  const { status, location, headers } = await browser.request('/auth/oidc/login');

  expect(status).toBe(303);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(location).toMatch(new RegExp(`^${service.provider.issuer}/authorize\\?`));
  expect(Object.fromEntries(new URL(location).searchParams)).toEqual({
    response_type: 'code',
    client_id: PAGE_CLIENT,
    redirect_uri: 'https://api.example/auth/oidc/callback',
    scope: 'openid profile email',
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  });
  expect(browser.received).toEqual([
    expect.stringMatching(
      new RegExp(`^__Secure-portero-sign-in-[\\w-]{16}=[\\w.-]+; Max-Age=600; Path=/auth; ${ATTRIBUTES}$`),
    ),
  ]);
});

it('takes the browser back to where it was, with a session, and forgets how it began', async () => {
  const browser = new Browser(service.url);
  const begun = await begin(service, browser, `?returnTo=${encodeURIComponent('/operator/#/runs/7')}`);
  const { status, location, headers } = await browser.request(callback(service, begun));

  expect([status, location]).toEqual([303, '/operator/#/runs/7']);
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(new RegExp(`^__Secure-portero-sign-in-[\\w-]{16}=; Max-Age=0; Path=/auth; ${ATTRIBUTES}$`)),
    expect.stringMatching(new RegExp(`^${SESSION}=[\\w.-]+; Max-Age=28800; Path=/; ${ATTRIBUTES}$`)),
  ]);
  expect(browser.names).toEqual([SESSION]);
  const [{ body, authorization }] = service.provider.redeemed as [(typeof service.provider.redeemed)[0]];
  expect(Object.fromEntries(body)).toEqual({
    grant_type: 'authorization_code',
    client_id: PAGE_CLIENT,
    code: 'SplxlOBeZQQYbYS6WxSbIA',
    redirect_uri: 'https://api.example/auth/oidc/callback',
    code_verifier: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(authorization).toBeUndefined();
});

it('tells the page who is signed in, and the log that someone did', async () => {
  service.provider.claims = { name: 'Ada Lovelace', email: 'ada@example.com' };
  const { browser } = await signIn(service);
  const me = await browser.request('/auth/me');

  expect(JSON.parse(me.text)).toEqual({
    operator: { provider: 'oidc', subject: 'person-1', name: 'Ada Lovelace' },
    csrf: expect.stringMatching(/^[\w-]{43}$/),
    expiresAt: expect.stringMatching(/^20\d\d-.*Z$/),
    signIn: ['oidc'],
  });
  expect(me.headers.get('cache-control')).toBe('no-store');
  expect(service.heard).toEqual([
    {
      name: 'operator_signed_in',
      provider: 'oidc',
      subject: 'person-1',
      person: 'Ada Lovelace',
      request: expect.any(String),
    },
  ]);
  expect(service.logged.join()).not.toContain('ada@example.com');
});

it('knows a caller on this machine without a sign-in, and nobody else', async () => {
  const local = await new Browser(service.url, {}).request('/auth/me');
  expect(JSON.parse(local.text)).toEqual({ operator: null, csrf: null, expiresAt: null, signIn: ['oidc'] });

  const remote = await new Browser(service.url).request('/auth/me');
  expect([remote.status, reasonIn(remote)]).toEqual([401, 'sign_in_required']);
  expect(remote.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
});

it('signs out, for the page only', async () => {
  const { browser } = await signIn(service);
  const refused = await browser.request('/auth/logout', { method: 'POST' });
  expect([refused.status, reasonIn(refused)]).toEqual([403, 'csrf_refused']);

  const headers = { 'x-csrf-token': await csrfOf(browser) };
  expect((await browser.request('/auth/logout', { method: 'POST', headers })).status).toBe(204);
  expect(browser.received.at(-1)).toBe(`${SESSION}=; Max-Age=0; Path=/; ${ATTRIBUTES}`);
  expect((await browser.request('/auth/me')).status).toBe(401);
  expect(service.heard.at(-1)).toMatchObject({ name: 'operator_signed_out', provider: 'oidc', subject: 'person-1' });
});

it('keeps the sign-ins of five tabs apart, and forgets the oldest of more', async () => {
  const browser = new Browser(service.url);
  const tabs: URLSearchParams[] = [];
  for (let tab = 0; tab < 5; tab++) tabs.push(await begin(service, browser));
  expect(browser.names).toHaveLength(5);

  const [, second] = tabs as [URLSearchParams, URLSearchParams];
  service.provider.claims = { nonce: second.get('nonce') };
  expect((await browser.request(callback(service, second))).status).toBe(303);
  expect(browser.names.filter((name) => name.includes('sign-in'))).toHaveLength(4);
  for (let tab = 0; tab < 3; tab++) await begin(service, browser);
  expect(browser.names.filter((name) => name.includes('sign-in'))).toHaveLength(5);
});

it('sends the browser of another loopback name to the one that the provider knows', async () => {
  const own = await startOperatorsService({ PUBLIC_URL: 'http://localhost:3001' });
  const login = (host: string) => request(own.url).get('/auth/oidc/login?returnTo=/operator/').set('host', host);

  const { headers: other } = await login('127.0.0.1:3001').expect(303);
  expect(other.location).toBe('http://localhost:3001/auth/oidc/login?returnTo=/operator/');
  expect(other['set-cookie']).toBeUndefined();
  const { headers: known } = await login('localhost:3001').expect(303);
  expect(known.location).toContain(`${own.provider.issuer}/authorize?`);
  expect(known['set-cookie']?.[0]).toMatch(/^portero-sign-in-3001-[\w-]{16}=.*; Path=\/auth; HttpOnly; SameSite=Lax$/);
  await own.close();
});

it('keeps to the path of PUBLIC_URL, where a proxy puts the service under one', async () => {
  const own = await startOperatorsService({ PUBLIC_URL: `${PUBLIC_URL}/portero` });
  const browser = new Browser(own.url);
  const begun = await begin(own, browser);
  expect(begun.get('redirect_uri')).toBe(`${PUBLIC_URL}/portero/auth/oidc/callback`);
  expect(browser.received[0]).toContain('; Path=/portero/auth; ');

  const [name = ''] = browser.names;
  const cookie = `${name}=${browser.value(name)}`;
  const { location } = await new Browser(own.url).request(callback(own, begun), { headers: { cookie } });
  expect(location).toBe('/portero/operator/');
  await own.close();
});
