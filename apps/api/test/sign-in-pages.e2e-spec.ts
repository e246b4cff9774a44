import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { PUBLIC_URL } from './running-service.js';
import { Browser } from './sign-in/browser.js';
import { startOperatorPages } from './sign-in/operator-pages.js';
import { begin, callback, type OperatorsService, signIn, startOperatorsService } from './sign-in/operators-service.js';

const NAVIGATION = { accept: 'text/html,application/xhtml+xml', 'sec-fetch-mode': 'navigate' };
const SPANISH = { ...NAVIGATION, 'accept-language': 'es-ES,es;q=0.9' };

const providerOf = (name: string) => ({
  [`OIDC_KIND_${name}`]: 'oidc',
  [`OIDC_ISSUER_${name}`]: `https://${name}.example`,
  [`OIDC_AUDIENCE_${name}`]: 'api://students',
});

interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>> | Headers;
  readonly text: string;
}

const links = ({ text }: Pick<Page, 'text'>) =>
  [...text.matchAll(/<a href="([^"]*)">(?:<code>)?(.*?)(?:<\/code>)?<\/a>/g)].map(([, to, says]) => [to, says]);

function expectPage({ status, headers, text }: Page, expected: number, language: string, title: string) {
  const get = (name: string) => new Headers(headers).get(name);
  expect([status, get('content-language'), get('cache-control')]).toEqual([expected, language, 'no-store']);
  expect(get('content-type')).toBe('text/html; charset=utf-8');
  expect(get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^;]+'; /);
  expect(text).toContain(`<h1>${title}</h1>`);
  expect(text).not.toMatch(/<script|SYSTEM_TOKEN_ACCESS/);
}

/** Not by `fetch`, which says of itself that it goes nowhere. */
const fromElsewhere = (app: NestFastifyApplication, headers: Readonly<Record<string, string>>) =>
  request(app.getHttpServer())
    .get('/operator')
    .set({ 'x-forwarded-for': '203.0.113.9', ...headers });

describe('where people can sign in with several providers', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await startOperatorPages({
      PUBLIC_URL: `${PUBLIC_URL}/portero`,
      AUTH_PROVIDERS: 'one,partner',
      ...providerOf('one'),
      ...providerOf('partner'),
      OIDC_SIGN_IN_CLIENT_ID_one: 'page',
      OIDC_SIGN_IN_CLIENT_ID_partner: 'page',
      OPERATORS: 'one:ada',
    });
  });
  afterAll(() => app.close());

  it.each([
    [NAVIGATION, 'en', 'Sign-in required', 'Sign in with '],
    [SPANISH, 'es', 'Hay que iniciar sesión', 'Iniciar sesión con '],
  ])('a browser on its way to the page may choose: %#', async (headers, language, title, says) => {
    const answer = await fromElsewhere(app, headers);
    expectPage(answer, 401, language, title);
    expect(links(answer)).toEqual([
      ['/portero/problems/sign_in_required', 'sign_in_required'],
      ['/portero/auth/one/login?returnTo=/operator/', `${says}one`],
      ['/portero/auth/partner/login?returnTo=/operator/', `${says}partner`],
    ]);
  });

  it('what a page loads, and a frame, get the problem document', async () => {
    for (const [name, value] of [
      ['sec-fetch-mode', 'cors'],
      ['sec-fetch-dest', 'iframe'],
    ] as const) {
      const { status, body } = await fromElsewhere(app, { ...NAVIGATION, [name]: value });
      expect([status, body.reason]).toEqual([401, 'sign_in_required']);
    }
  });
});

describe('where nobody can sign in', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await startOperatorPages({ AUTH_PROVIDERS: 'one', ...providerOf('one') });
  });
  afterAll(() => app.close());

  it.each([
    [NAVIGATION, 'en', 'No sign-in configured'],
    [SPANISH, 'es', 'Sin inicio de sesión configurado'],
  ])('a browser elsewhere reads what to set: %#', async (headers, language, title) => {
    const answer = await fromElsewhere(app, headers);
    expectPage(answer, 403, language, title);
    expect(answer.text).toContain('OIDC_SIGN_IN_CLIENT_ID_&lt;provider&gt;');
    expect(answer.text).toContain('OPERATORS');
    expect(links(answer)).toEqual([['/problems/sign_in_not_configured', 'sign_in_not_configured']]);
  });

  it('so does one behind a proxy that passes on the name only', async () => {
    const { status, text } = await request(app.getHttpServer())
      .get('/operator')
      .set(NAVIGATION)
      .set('host', 'api.example');
    expect([status, text]).toEqual([403, expect.stringContaining('<h1>No sign-in configured</h1>')]);
  });

  it('what is no navigation gets the problem document, with a reason that fits', async () => {
    const reasonFor = async (headers: Record<string, string>) => {
      const { status, body } = await request(app.getHttpServer()).get('/operator/api/me').set(headers);
      return [status, body.reason];
    };
    expect(await reasonFor({ 'x-forwarded-for': '203.0.113.9' })).toEqual([403, 'sign_in_not_configured']);
    expect(await reasonFor({ 'x-forwarded-for': '203.0.113.9', origin: 'https://evil.example' })).toEqual([
      403,
      'sign_in_not_configured',
    ]);
    expect(await reasonFor({ origin: 'https://evil.example' })).toEqual([403, 'caller_not_local']);
    const frame = { ...NAVIGATION, 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' };
    expect(await reasonFor(frame)).toEqual([403, 'caller_not_local']);
  });
});

describe('a sign-in that does not end', () => {
  let service: OperatorsService;
  beforeAll(async () => {
    service = await startOperatorsService();
  });
  afterAll(() => service.close());

  it.each([
    [
      NAVIGATION,
      'en',
      'Sign-in failed',
      ['Begin again', 'Back to the operator&#39;s page'],
      /keeps no cookies of this site/,
    ],
    [
      SPANISH,
      'es',
      'No se ha podido iniciar sesión',
      ['Volver a empezar', 'Volver a la página de operador'],
      /bloquea las cookies de este sitio/,
    ],
  ])(
    'says what people can mend, and how to begin again: %#',
    async (headers, language, title, [again, back], cause) => {
      const begun = await begin(service, new Browser(service.url));
      const browser = new Browser(service.url);
      const answer = await browser.request(callback(service, begun), { headers });
      expectPage(answer, 400, language, title);
      expect(answer.text).toMatch(cause);
      expect(links(answer)).toEqual([
        ['/problems/sign_in_failed', 'sign_in_failed'],
        ['/auth/oidc/login?returnTo=/operator/', again],
        ['/operator/', back],
      ]);
      for (const [target = ''] of links(answer).slice(0, 2))
        expect((await browser.request(target)).status).toBeLessThan(400);
    },
  );

  it('begins nothing again with a provider that is none', async () => {
    const answer = await new Browser(service.url).request('/auth/%22%3E%3Cx%3E/callback?state=x', {
      headers: NAVIGATION,
    });
    expectPage(answer, 404, 'en', 'No such sign-in');
    expect(links(answer).map(([target]) => target)).toEqual(['/problems/sign_in_unknown', '/operator/']);
  });

  it('is no failure for who has a session: the back button, or a form that is sent again, leads to the page', async () => {
    const browser = new Browser(service.url);
    const target = callback(service, await begin(service, browser));
    expect((await browser.request(target)).status).toBe(303);
    const session = browser.received.at(-1);
    service.heard.length = 0;
    service.provider.redeemed.length = 0;

    const again = await browser.request(target, { headers: NAVIGATION });
    expect([again.status, again.location]).toEqual([303, '/operator/']);
    expect(browser.received.at(-1)).toBe(session);
    expect([service.heard, service.provider.redeemed]).toEqual([[], []]);
  });

  it('stays one for who has a session, where the provider refuses', async () => {
    const { browser } = await signIn(service);
    const begun = await begin(service, browser);
    const refused = await browser.request(callback(service, begun, { error: 'access_denied' }));
    expect(refused.status).toBe(400);
  });
});
