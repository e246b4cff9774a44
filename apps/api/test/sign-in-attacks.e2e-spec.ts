import { randomBytes } from 'node:crypto';
import { fakeDateOnly } from '../../../libs/auth/test/fake-date.js';
import { Browser } from './sign-in/browser.js';
import {
  begin,
  callback,
  type OperatorsService,
  reasonIn,
  SESSION,
  signIn,
  startOperatorsService,
} from './sign-in/operators-service.js';
import type { ScriptedProvider } from './sign-in/scripted-provider.js';

const TEN_MINUTES = 10 * 60 * 1000;
const SESSION_KEY = randomBytes(32).toString('base64');

let service: OperatorsService;
let provider: ScriptedProvider;
let sign: ScriptedProvider['sign'];
beforeAll(async () => {
  service = await startOperatorsService({ SESSION_KEY });
  ({ provider } = service);
  ({ sign } = provider);
});
afterAll(() => service.close());
beforeEach(() => {
  Object.assign(provider, { claims: {}, tokenAnswer: undefined, sign, down: false });
  provider.redeemed.length = 0;
  service.heard.length = 0;
});

const NO_SIGN_IN = 'this browser has begun no sign-in with this state, or too long ago';

/** The last refusal that was told, and whether anybody is signed in after it. */
async function expectRefused(browser: Browser, target: string, status: number, reason: string, detail: string) {
  const answer = await browser.request(target);
  expect([answer.status, reasonIn(answer)]).toEqual([status, reason]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(browser.names).not.toContain(SESSION);
  expect(service.heard.at(-1)).toMatchObject({ name: 'operator_refused', reason, detail });
}

describe('before the provider is asked', () => {
  afterEach(() => expect(provider.redeemed).toEqual([]));

  it.each<[string, Record<string, string>]>([
    ['a state of somebody else', { state: randomBytes(32).toString('base64url') }],
    ['a state that begins alike', { state: 'BEGINS' }],
  ])('refuses %s', async (_, changes) => {
    const browser = new Browser(service.url);
    const begun = await begin(service, browser);
    const state = changes.state === 'BEGINS' ? `${begun.get('state')?.slice(0, 16)}x` : (changes.state ?? '');
    await expectRefused(browser, callback(service, begun, { state }), 400, 'sign_in_failed', NO_SIGN_IN);
  });

  it('refuses a browser that has begun nothing (login CSRF)', async () => {
    const begun = await begin(service, new Browser(service.url));
    await expectRefused(new Browser(service.url), callback(service, begun), 400, 'sign_in_failed', NO_SIGN_IN);
  });

  it('refuses no state, and two', async () => {
    const browser = new Browser(service.url);
    const begun = await begin(service, browser);
    const twice = `${callback(service, begun)}&state=${begun.get('state')}`;
    await expectRefused(browser, twice, 400, 'sign_in_failed', 'not one state');
    await expectRefused(browser, '/auth/oidc/callback?code=x', 400, 'sign_in_failed', 'not one state');
  });

  it('refuses a session in the place of a sign-in, and one of another key', async () => {
    const { browser } = await signIn(service);
    provider.redeemed.length = 0;
    const begun = await begin(service, browser);
    const name = browser.names.find((one) => one.includes('sign-in')) ?? '';
    const session = browser.value(SESSION);
    const stranger = new Browser(service.url);
    stranger.put(name, session, '/auth');
    await expectRefused(stranger, callback(service, begun), 400, 'sign_in_failed', NO_SIGN_IN);
    const other = await startOperatorsService();
    const elsewhere = new Browser(other.url);
    const { location } = await elsewhere.request('/auth/oidc/login');
    const [foreign = ''] = elsewhere.names;
    stranger.put(foreign, elsewhere.value(foreign), '/auth');
    const begunThere = new URL(location).searchParams;
    await expectRefused(stranger, callback(service, begunThere), 400, 'sign_in_failed', NO_SIGN_IN);
    await other.close();
  });

  it.each([
    [
      'the issuer of another server (RFC 9207)',
      { iss: 'https://evil.example' },
      'unexpected "iss" (issuer) response parameter value',
    ],
    ['no issuer where one is announced', { iss: '' }, 'response parameter "iss" (issuer) missing'],
    [
      'an error of the provider',
      { error: 'access_denied', error_description: 'SECRET' },
      'the provider answered access_denied',
    ],
    ['an error that is no code', { error: '<script>SECRET' }, 'the provider answered an error'],
  ])('refuses %s', async (_, changes, detail) => {
    const browser = new Browser(service.url);
    const begun = await begin(service, browser);
    await expectRefused(browser, callback(service, begun, changes), 400, 'sign_in_failed', detail);
    expect(service.logged.join()).not.toContain('SECRET');
  });

  it.each(['/auth/azure/login', '/auth/nobody/callback?state=x', '/auth/local/login', '/auth/constructor/login'])(
    'knows no %s',
    async (path) => {
      const answer = await new Browser(service.url).request(path);
      expect([answer.status, reasonIn(answer)]).toEqual([404, 'sign_in_unknown']);
      expect(service.heard.at(-1)).not.toHaveProperty('provider');
    },
  );
});

it('redeems a code once: a replayed callback asks nobody', async () => {
  const browser = new Browser(service.url);
  const target = callback(service, await begin(service, browser));
  expect((await browser.request(target)).status).toBe(303);
  const session = browser.value(SESSION);
  expect((await browser.request(target)).location).toBe('/operator/');
  expect([browser.value(SESSION), provider.redeemed.length]).toEqual([session, 1]);
  browser.put(SESSION, '');
  const again = await browser.request(target);
  expect([again.status, reasonIn(again)]).toEqual([400, 'sign_in_failed']);
  expect(provider.redeemed).toHaveLength(1);
});

it('forgets a sign-in that failed', async () => {
  const browser = new Browser(service.url);
  const begun = await begin(service, browser);
  await browser.request(callback(service, begun, { error: 'server_error' }));
  expect(browser.names).toEqual([]);
  await expectRefused(browser, callback(service, begun), 400, 'sign_in_failed', NO_SIGN_IN);
});

it('lets ten minutes pass until a sign-in comes back, and no more', async () => {
  const startedAt = Date.now();
  const setDate = fakeDateOnly(startedAt);
  const browser = new Browser(service.url);
  const [slow, slower] = [await begin(service, browser), await begin(service, browser)];
  setDate(startedAt + TEN_MINUTES - 1_000);
  provider.claims = { nonce: slow.get('nonce') };
  expect((await browser.request(callback(service, slow))).status).toBe(303);
  setDate(startedAt + TEN_MINUTES);
  browser.put(SESSION, '');
  const answer = await browser.request(callback(service, slower));
  expect([answer.status, reasonIn(answer)]).toEqual([400, 'sign_in_failed']);
});

it('refuses strangers, with a page for browsers in their language', async () => {
  provider.claims = { sub: 'person-2', email: 'person-1', email_verified: false };
  const browser = new Browser(service.url);
  const begun = await begin(service, browser);
  const headers = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'es-ES,es;q=0.9' };
  const answer = await browser.request(callback(service, begun), { headers });

  expect([answer.status, answer.headers.get('content-language')]).toEqual([403, 'es']);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^;]+'; /);
  expect(answer.text).toContain('<h1>Sin acceso de operador</h1>');
  expect(answer.text).not.toContain('person');
  expect(browser.names).toEqual([]);
  expect(service.heard.at(-1)).toEqual({
    name: 'operator_refused',
    provider: 'oidc',
    subject: 'person-2',
    reason: 'operator_not_allowed',
    detail: 'neither in OPERATORS nor of the role',
    request: expect.any(String),
  });
});

it('prints no state, nonce, code or verifier, and no cookie', async () => {
  const { browser } = await signIn(service);
  const begun = await begin(service, browser);
  await browser.request(callback(service, begun));
  const verifier = provider.redeemed.at(-1)?.body.get('code_verifier') ?? '';
  const secrets = [begun.get('state'), begun.get('nonce'), verifier, 'SplxlOBeZQQYbYS6WxSbIA', browser.value(SESSION)];
  for (const secret of secrets) expect(service.logged.join()).not.toContain(secret);
  const cookies = browser.received.join();
  for (const secret of secrets.slice(1, 4)) expect(cookies).not.toContain(secret);
});
