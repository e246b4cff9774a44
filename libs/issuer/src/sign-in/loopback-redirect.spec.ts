import { runIssuer } from '../../test/running-issuer.js';
import { authorizationUrl, browse, OPERATOR, redeem, SIGN_IN, signIn } from '../../test/sign-in.js';
import type { Issuer } from '../index.js';

const loopbackRedirectPath = '/auth/{provider}/callback.html';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer({ ...SIGN_IN, clients: [{ ...OPERATOR, loopbackRedirectPath }] });
});

it.each([
  'http://localhost/auth/oidc/callback.html',
  'http://localhost:1/auth/oidc/callback.html',
  'http://127.0.0.1:65535/auth/other_1-x/callback.html',
  'http://[::1]:4006/auth/azure/callback.html',
  ...OPERATOR.redirectUris,
])('sends people back to %s', async (redirect_uri) => {
  const back = await signIn(issuer, { redirect_uri });
  expect(back.href.startsWith(`${redirect_uri}${redirect_uri.includes('?') ? '&' : '?'}code=`)).toBe(true);
  const code = back.searchParams.get('code');
  // The code stays bound to the one that was asked for.
  const elsewhere = { redirect_uri: 'http://localhost:2/auth/oidc/callback.html' };
  expect((await redeem(issuer, code, elsewhere)).body.error).toBe('invalid_grant');
  expect((await redeem(issuer, code, { redirect_uri })).status).toBe(200);
});

it.each([
  'https://localhost:3001/auth/oidc/callback.html',
  'HTTP://localhost:3001/auth/oidc/callback.html',
  'http://localhost.evil.example/auth/oidc/callback.html',
  'http://127.0.0.2:3001/auth/oidc/callback.html',
  'http://127.0.0.1.evil.example:3001/auth/oidc/callback.html',
  'http://0.0.0.0:3001/auth/oidc/callback.html',
  'http://localhost@evil.example/auth/oidc/callback.html',
  'http://localhost:3001@evil.example/auth/oidc/callback.html',
  'http://evil.example/?http://localhost:3001/auth/oidc/callback.html',
  'http://localhost:65536/auth/oidc/callback.html',
  'http://localhost:/auth/oidc/callback.html',
  'http://localhost:-1/auth/oidc/callback.html',
  'http://localhost:3001/auth//callback.html',
  'http://localhost:3001/auth/../callback.html',
  'http://localhost:3001/auth/a/b/callback.html',
  'http://localhost:3001/auth/a%2Fb/callback.html',
  'http://localhost:3001/auth/oidc/callbackxhtml',
  'http://localhost:3001/auth/oidc/callback.html/',
  'http://localhost:3001/auth/oidc/callback.html?x=1',
  'http://localhost:3001/auth/oidc/callback.html#x',
  'http://localhost:3001/auth/oidc/callback.html\n',
  'http://localhost:3001/auth/oidc/callback.html\nhttp://evil.example',
  'http://localhost:3001\\@evil.example/auth/oidc/callback.html',
])('sends nobody to %j', async (redirect_uri) => {
  const response = await browse(authorizationUrl(issuer, { redirect_uri }));
  expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  expect(await response.text()).toContain('the redirect_uri is not registered for the client');
});

it('is for the clients that have it only', async () => {
  const redirect_uri = 'http://localhost:3001/auth/oidc/callback.html';
  const response = await browse(authorizationUrl(await runIssuer(SIGN_IN), { redirect_uri }));
  expect([response.status, response.headers.get('location')]).toEqual([400, null]);
});
