import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuthModule, CurrentPrincipal, type Principal, SystemOnly } from '@portero/auth';
import { freePort } from './free-port.js';
import { listen, PUBLIC_URL } from './running-service.js';
import { Browser } from './sign-in/browser.js';
import { fillIn, signInAtEmbedded, tokensFor } from './sign-in/embedded-sign-in.js';
import { csrfOf, reasonIn, SESSION } from './sign-in/operators-service.js';

const REDIRECT_URI = `${PUBLIC_URL}/auth/local/callback`;

let issuer: string;
let app: NestFastifyApplication;
let logged: readonly string[];
let url: string;
beforeAll(async () => {
  const port = await freePort();
  issuer = `http://127.0.0.1:${port}/oidc`;
  ({ app, logged } = await listen({ LOCAL_ISSUER_PORT: port, LOG_LEVEL: 'debug' }));
  url = await app.getUrl();
});
afterAll(() => app.close());

it('signs ada in without a word of configuration, and has her make the run', async () => {
  const browser = new Browser(url);
  const { status, location } = await signInAtEmbedded(browser, 'ada', '/operator/#/providers');
  expect([status, location]).toEqual([303, '/operator/#/providers']);

  const { operator, csrf } = JSON.parse((await browser.request('/auth/me')).text);
  expect(operator).toEqual({ provider: 'local', subject: expect.any(String), name: 'Ada Lovelace' });
  const run = await browser.request('/m2m/run', { method: 'POST', headers: { 'x-csrf-token': csrf } });
  expect([run.status, JSON.parse(run.text)]).toEqual([
    200,
    [
      { id: 1, name: 'Ada' },
      { id: 2, name: 'Alan' },
    ],
  ]);
  expect(logged.join()).toContain(`"msg":"operator_accepted","route":"POST /m2m/run","provider":"local"`);
});

it('refuses alan, whose password is right, and ada with a wrong one', async () => {
  const browser = new Browser(url);
  const refused = await signInAtEmbedded(browser, 'alan');
  expect([refused.status, reasonIn(refused)]).toEqual([403, 'operator_not_allowed']);
  expect(browser.names).toEqual([]);

  const begun = await browser.request('/auth/local/login');
  const wrong = await fillIn(browser, begun.location, 'ada', 'alan');
  expect([wrong.status, wrong.location]).toEqual([303, expect.stringMatching(/^\?sign_in=[\w-]{43}$/)]);
});

it('lets nobody make the run by a session alone', async () => {
  const browser = new Browser(url);
  await signInAtEmbedded(browser, 'ada');
  const csrf = await csrfOf(browser);
  const run = async (headers: Record<string, string>) => {
    const answer = await browser.request('/m2m/run', { method: 'POST', headers });
    return [answer.status, answer.status === 200 ? undefined : reasonIn(answer)];
  };

  expect(await run({})).toEqual([403, 'csrf_refused']);
  expect(await run({ 'x-csrf-token': `${csrf}x` })).toEqual([403, 'csrf_refused']);
  expect(await run({ 'x-csrf-token': csrf, origin: 'https://evil.example' })).toEqual([403, 'csrf_refused']);
  expect(await run({ 'x-csrf-token': csrf, origin: 'null' })).toEqual([403, 'csrf_refused']);
  expect(await run({ 'x-csrf-token': csrf, origin: PUBLIC_URL })).toEqual([200, undefined]);
  const other = new Browser(url);
  expect((await other.request('/m2m/run', { method: 'POST', headers: { 'x-csrf-token': csrf } })).status).toBe(403);
  expect(browser.names).toEqual([SESSION]);
});

describe('tokens of people', () => {
  let guarded: NestFastifyApplication;
  beforeAll(async () => {
    const providers = [{ name: 'local', kind: 'local' as const, issuer, audience: ['api://portero'] }];
    @Controller()
    class People {
      @Get('me')
      me(@CurrentPrincipal() { kind, clientId }: Principal) {
        return { kind, clientId };
      }

      @Get('machines')
      @SystemOnly()
      machines() {
        return [];
      }
    }
    @Module({ imports: [AuthModule.forRoot({ providers })], controllers: [People] })
    class PeopleModule {}
    guarded = await NestFactory.create(PeopleModule, new FastifyAdapter(), { logger: false, abortOnError: false });
    await guarded.listen(0, '127.0.0.1');
  });
  afterAll(() => guarded.close());

  it.each(['ada', 'alan'])('of %s open the guarded routes, and none that is for systems', async (username) => {
    const { access_token } = await tokensFor(username, username, {
      authorizeUrl: `${issuer}/authorize`,
      tokenUrl: `${issuer}/token`,
      client: { client_id: 'portero-operator', redirect_uri: REDIRECT_URI },
      // RFC 8707.
      wanted: { scope: 'openid read:students', resource: 'api://portero' },
    });
    const authorization = `Bearer ${access_token}`;
    const get = (target: string) => fetch(target, { headers: { authorization } });

    expect((await get(`${url}/products`)).status).toBe(200);
    expect((await get(`${url}/students`)).status).toBe(200);
    const own = await guarded.getUrl();
    expect(await (await get(`${own}/me`)).json()).toEqual({ kind: 'user', clientId: 'portero-operator' });
    const refused = await get(`${own}/machines`);
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ reason: 'kind_not_allowed' }),
    ]);
  });
});
