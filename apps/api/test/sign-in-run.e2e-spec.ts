import { Browser } from './sign-in/browser.js';
import { csrfOf, reasonIn, signIn, startOperatorsService } from './sign-in/operators-service.js';

/** No client is configured: whoever is let in is told so. */
const LET_IN = [400, 'client_not_configured'];

it.each([
  { access: 'loopback', session: LET_IN, token: [403, 'csrf_refused'], nobody: [403, 'caller_not_local'] },
  { access: 'authenticated', session: LET_IN, token: [403, 'csrf_refused'], nobody: [401, 'credentials_missing'] },
  { access: 'off', session: [403, 'access_off'], token: [403, 'access_off'], nobody: [403, 'access_off'] },
])('with SYSTEM_TOKEN_ACCESS=$access', async ({ access, session, token, nobody }) => {
  const service = await startOperatorsService({ SYSTEM_TOKEN_ACCESS: access });
  const run = async (browser: Browser, headers: Record<string, string> = {}, target = '/m2m/run') => {
    const answer = await browser.request(target, { method: 'POST', headers });
    return [answer.status, reasonIn(answer)];
  };
  const { browser } = await signIn(service);
  const headers = { 'x-csrf-token': await csrfOf(browser) };

  expect(await run(browser, headers)).toEqual(session);
  expect(await run(browser)).toEqual(token);
  expect(await run(new Browser(service.url), headers)).toEqual(nobody);
  // The token itself is for no browser.
  expect(await run(browser, headers, '/auth/system/cc/token')).toEqual(nobody);
  await service.close();
});

it('goes by the token of a request that has one, and by where a caller is before it looks for a session', async () => {
  const service = await startOperatorsService({ SYSTEM_TOKEN_ACCESS: 'authenticated' });
  const { browser } = await signIn(service);
  const headers = { 'x-csrf-token': await csrfOf(browser), authorization: 'Bearer not-a-token' };
  const refused = await browser.request('/m2m/run', { method: 'POST', headers });
  expect([refused.status, reasonIn(refused)]).toEqual([401, 'malformed']);
  await service.close();

  const local = await startOperatorsService();
  const { browser: there } = await signIn(local, new Browser(local.url, {}));
  const answer = await there.request('/m2m/run', { method: 'POST' });
  expect([answer.status, reasonIn(answer)]).toEqual(LET_IN);
  await local.close();
});
