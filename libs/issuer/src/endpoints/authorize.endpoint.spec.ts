import type { Form } from '../../test/http-client.js';
import { NOW_SECONDS, runIssuer } from '../../test/running-issuer.js';
import { ADA, authorizationUrl, browse, CALLBACK, formName, OPERATOR, SIGN_IN, submit } from '../../test/sign-in.js';
import type { Issuer } from '../index.js';

let issuer: Issuer;
let now = NOW_SECONDS;

beforeAll(async () => {
  issuer = await runIssuer({ ...SIGN_IN, now: () => now * 1000 });
});

afterEach(() => {
  now = NOW_SECONDS;
  issuer.heal();
});

/** The name of a form that is waiting. */
async function openForm(changes: Form = {}): Promise<string> {
  return formName(await (await browse(authorizationUrl(issuer, changes))).text());
}

const RIGHT = { username: ADA.username, password: ADA.password };

describe('a sign-in', () => {
  it('goes back to the client with a code, its state and the issuer', async () => {
    const response = await submit(issuer, { sign_in: await openForm(), ...RIGHT });
    expect([response.status, await response.text()]).toEqual([303, '']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('set-cookie')).toBeNull();
    const back = new URL(response.headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe(CALLBACK);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      code: expect.stringMatching(/^[\w-]{43}$/),
      state: 'the state',
      iss: `${issuer.origin}/oidc`,
    });
  });

  it('keeps the query of the redirect URI, and a state as it came', async () => {
    const state = 'a=b&c "d" ñ';
    const name = await openForm({ redirect_uri: OPERATOR.redirectUris[1], state });
    const location = (await submit(issuer, { sign_in: name, ...RIGHT })).headers.get('location') ?? '';
    expect(location.startsWith('http://127.0.0.1:3001/other?tab=1&code=')).toBe(true);
    expect(new URL(location).searchParams.get('state')).toBe(state);
  });

  it('has no state when none came', async () => {
    const response = await submit(issuer, { sign_in: await openForm({ state: undefined }), ...RIGHT });
    expect(new URL(response.headers.get('location') ?? '').searchParams.has('state')).toBe(false);
  });

  it('may be asked for by POST (OpenID Connect Core §3.1.2.1)', async () => {
    const { searchParams } = new URL(authorizationUrl(issuer));
    const response = await submit(issuer, Object.fromEntries(searchParams));
    expect(response.status).toBe(200);
    expect((await submit(issuer, { sign_in: formName(await response.text()), ...RIGHT })).status).toBe(303);
  });

  it.each(['login', 'consent', 'select_account', 'login consent'])('is asked for with prompt=%s', async (prompt) => {
    expect((await browse(authorizationUrl(issuer, { prompt, max_age: '0' }))).status).toBe(200);
  });

  it('may be tried again after a wrong password, and happens once', async () => {
    const sign_in = await openForm();
    const wrong = await submit(issuer, { sign_in, username: ADA.username, password: 'guess' });
    expect([wrong.status, await wrong.text()]).toEqual([303, '']);
    const again = await browse(new URL(wrong.headers.get('location') ?? '', wrong.url).href);
    expect([again.status, formName(await again.text())]).toEqual([200, sign_in]);
    expect((await submit(issuer, { sign_in, ...RIGHT })).status).toBe(303);
    expect((await submit(issuer, { sign_in, ...RIGHT })).status).toBe(400);
    expect((await browse(again.url)).status).toBe(400);
  });

  it('has to happen within ten minutes', async () => {
    const [first, second] = [await openForm(), await openForm()];
    now += 599;
    expect((await submit(issuer, { sign_in: first, ...RIGHT })).status).toBe(303);
    now += 1;
    expect((await submit(issuer, { sign_in: second, ...RIGHT })).status).toBe(400);
  });

  it.each([
    ['the name of nothing', { sign_in: 'x'.repeat(43), ...RIGHT }],
    ['no name', { sign_in: '', ...RIGHT }],
  ])('does not happen for %s', async (_, form) => {
    const response = await submit(issuer, form);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  it('does not happen at another personality than the one that was asked', async () => {
    const sign_in = await openForm();
    expect((await submit(issuer, { sign_in, ...RIGHT }, 'auth0')).status).toBe(400);
    const form = await browse(`${issuer.endpoints.auth0.authorizeUrl}?${new URLSearchParams({ sign_in })}`);
    expect([form.status, form.headers.get('location')]).toEqual([400, null]);
  });

  it('is made difficult by faults', async () => {
    issuer.injectFault({ endpoint: 'authorize' }, { kind: 'status', status: 503 }, 1);
    expect((await browse(authorizationUrl(issuer))).status).toBe(503);
    expect((await browse(authorizationUrl(issuer))).status).toBe(200);
  });
});

describe('an issuer without people', () => {
  it('has no authorization endpoint', async () => {
    const machines = await runIssuer();
    expect(Object.values(machines.endpoints).some(({ authorizeUrl }) => authorizeUrl)).toBe(false);
    for (const path of ['/oidc/authorize', '/auth0/authorize', `/azure/${machines.tenant}/oauth2/v2.0/authorize`]) {
      const response = await browse(machines.origin + path);
      expect([response.status, await response.json()]).toEqual([404, { error: 'not_found' }]);
    }
  });
});
