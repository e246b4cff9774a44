import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AuthEvent, AuthEvents } from '@portero/auth';
import request from 'supertest';
import { fakeDateOnly } from '../../../libs/auth/test/fake-date.js';
import { PUBLIC_URL } from './running-service.js';
import { Browser } from './sign-in/browser.js';
import { startOperatorPages } from './sign-in/operator-pages.js';
import { csrfOf, type OperatorsService, reasonIn, SESSION, signIn } from './sign-in/operators-service.js';
import { PAGE_CLIENT, startScriptedProvider } from './sign-in/scripted-provider.js';

const EIGHT_HOURS = 8 * 60 * 60 * 1000;
const key = () => randomBytes(32).toString('base64');
const SESSION_KEY = key();
const REMOTE = { 'x-forwarded-for': '203.0.113.9' };
const NAVIGATION = { accept: 'text/html,application/xhtml+xml' };

let variables: Record<string, string>;
let app: NestFastifyApplication;
let service: OperatorsService;
const heard: AuthEvent[] = [];
beforeAll(async () => {
  const provider = await startScriptedProvider();
  variables = {
    AUTH_PROVIDERS: 'oidc',
    OIDC_ISSUER_oidc: provider.issuer,
    OIDC_AUDIENCE_oidc: 'api://students',
    OIDC_SIGN_IN_CLIENT_ID_oidc: PAGE_CLIENT,
    OPERATORS: 'oidc:person-1',
    SESSION_KEY,
  };
  app = await startOperatorPages(variables);
  app.get(AuthEvents).listen((event) => heard.push(event));
  service = { url: await app.getUrl(), provider, logged: [], heard, close: async () => provider.close() };
});
afterAll(async () => {
  await app.close();
  await service.close();
});
beforeEach(() => {
  heard.length = 0;
});

it('lets in a caller on this machine, without a session', async () => {
  const local = new Browser(service.url, {});
  expect((await local.request('/operator')).text).toBe('the page');
  expect((await local.request('/operator/api/change', { method: 'POST' })).status).toBe(201);
});

it('asks anybody else to sign in, once, and then lets them in', async () => {
  const browser = new Browser(service.url);
  const refused = await browser.request('/operator/api/me');
  expect([refused.status, reasonIn(refused)]).toEqual([401, 'sign_in_required']);
  expect(heard.at(-1)).toMatchObject({
    name: 'access_refused',
    route: 'GET /operator/api/me',
    reason: 'sign_in_required',
  });

  await signIn(service, browser);
  expect(JSON.parse((await browser.request('/operator/api/me')).text)).toEqual({ subject: 'person-1' });
});

it.each([
  { how: 'by Fetch Metadata', headers: { 'sec-fetch-mode': 'navigate' } },
  { how: 'by what it takes', headers: NAVIGATION },
])('sends a browser on its way to the page to sign in, known $how', async ({ headers }) => {
  // Node's fetch says of itself that it goes nowhere.
  const { headers: answered } = await request(service.url)
    .get('/operator')
    .set({ ...REMOTE, ...headers })
    .expect(303);
  expect(answered.location).toBe('/auth/oidc/login?returnTo=/operator/');
  expect(answered['cache-control']).toBe('no-store');
});

it('sends nobody elsewhere for what a page loads or sends', async () => {
  const loads = { ...NAVIGATION, ...REMOTE, 'sec-fetch-mode': 'cors' };
  await request(service.url).get('/operator/api/me').set(loads).expect(401);
  await request(service.url)
    .post('/operator/api/change')
    .set({ ...NAVIGATION, ...REMOTE })
    .expect(401);
});

it('takes changes from the page only, and tells of them', async () => {
  const { browser } = await signIn(service);
  const csrf = await csrfOf(browser);
  const change = async (headers: Record<string, string>) =>
    (await browser.request('/operator/api/change', { method: 'POST', headers })).status;

  heard.length = 0;
  expect(await change({})).toBe(403);
  expect(await change({ 'x-csrf-token': csrf.slice(1) })).toBe(403);
  expect(await change({ 'x-csrf-token': csrf, origin: 'http://api.example' })).toBe(403);
  expect(heard.map((event) => 'reason' in event && event.reason)).toEqual(Array(3).fill('csrf_refused'));
  expect(await change({ 'x-csrf-token': csrf, origin: PUBLIC_URL })).toBe(201);
  expect(heard.at(-1)).toMatchObject({
    name: 'operator_accepted',
    route: 'POST /operator/api/change',
    subject: 'person-1',
  });
});

it('ends a session after eight hours, however much it was used', async () => {
  const setDate = fakeDateOnly(Date.now());
  const startedAt = Date.now();
  const { browser } = await signIn(service);
  setDate(startedAt + EIGHT_HOURS - 1_000);
  expect((await browser.request('/operator/api/me')).status).toBe(200);
  setDate(startedAt + EIGHT_HOURS);
  expect((await browser.request('/operator/api/me')).status).toBe(401);
  expect((await browser.request('/auth/me')).status).toBe(401);
});

it.each<[string, () => Record<string, string>, number]>([
  ['of a key that is being replaced', () => ({ SESSION_KEY: `${key()},${SESSION_KEY}` }), 200],
  ['of somebody who is not listed any more', () => ({ OPERATORS: 'oidc:another' }), 401],
  ['of a key that is gone', () => ({ SESSION_KEY: key() }), 401],
  [
    'of a provider that is gone',
    () => ({
      AUTH_PROVIDERS: 'other',
      OIDC_KIND_other: 'oidc',
      OIDC_ISSUER_other: service.provider.issuer,
      OIDC_AUDIENCE_other: 'a',
      OIDC_SIGN_IN_CLIENT_ID_other: PAGE_CLIENT,
      OPERATORS: '',
    }),
    401,
  ],
])('another instance sees a session %s', async (_, changes, status) => {
  const { browser } = await signIn(service);
  const instance = await startOperatorPages({ ...variables, ...changes() });
  const there = new Browser(await instance.getUrl());
  there.put(SESSION, browser.value(SESSION));
  expect((await there.request('/operator/api/me')).status).toBe(status);
  await instance.close();
});
