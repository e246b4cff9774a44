import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Issuer, startIssuer } from '@portero/issuer';
import { decodeJwt } from 'jose';
import { API, API_ID } from './provider-environments.js';
import { listen, PUBLIC_URL } from './running-service.js';
import { Browser } from './sign-in/browser.js';
import { fillIn, tokensFor } from './sign-in/embedded-sign-in.js';
import { reasonIn } from './sign-in/operators-service.js';

const PAGE = { id: '0b9a2f64-93a1-4a52-8c1f-2a54d9c4a7a1', secret: crypto.randomUUID(), grants: {} };
const PERSON = { password: 'x', name: 'A Person' };

let issuer: Issuer;
let app: NestFastifyApplication;
beforeAll(async () => {
  issuer = await startIssuer({
    apis: [{ identifier: API, clientId: API_ID, permissions: [] }],
    clients: [{ ...PAGE, redirectUris: ['azure', 'auth0'].map((name) => `${PUBLIC_URL}/auth/${name}/callback`) }],
    people: [
      { ...PERSON, username: 'role', roles: ['portero.operator'] },
      { ...PERSON, username: 'verified', email: 'listed@example.com', emailVerified: true },
      { ...PERSON, username: 'unverified', email: 'listed@example.com' },
      { ...PERSON, username: 'listed@example.com', email: 'other@example.com', emailVerified: true },
    ],
  });
  ({ app } = await listen({
    AUTH_PROVIDERS: 'azure,auth0',
    OIDC_ISSUER_azure: issuer.endpoints['azure-v2'].issuer,
    OIDC_V1_ISSUER_azure: issuer.endpoints['azure-v1'].issuer,
    OIDC_AUDIENCE_azure: API,
    OIDC_SIGN_IN_CLIENT_ID_azure: PAGE.id,
    OIDC_SIGN_IN_CLIENT_SECRET_azure: PAGE.secret,
    AUTH0_DOMAIN: issuer.endpoints.auth0.issuer,
    AUTH0_AUDIENCE: API,
    OIDC_SIGN_IN_CLIENT_ID_auth0: PAGE.id,
    OIDC_SIGN_IN_CLIENT_SECRET_auth0: PAGE.secret,
    OPERATORS: 'azure:listed@example.com, auth0:listed@example.com',
  }));
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});

const ADMITTED = [303, '/operator/'];
const REFUSED = [403, 'operator_not_allowed'];

it.each([
  { provider: 'azure', username: 'role', outcome: ADMITTED },
  { provider: 'auth0', username: 'role', outcome: ADMITTED },
  { provider: 'auth0', username: 'verified', outcome: ADMITTED },
  // Entra never says that an address is verified (nOAuth).
  { provider: 'azure', username: 'verified', outcome: REFUSED },
  { provider: 'auth0', username: 'unverified', outcome: REFUSED },
  { provider: 'azure', username: 'listed@example.com', outcome: REFUSED },
  { provider: 'auth0', username: 'listed@example.com', outcome: REFUSED },
])('$provider, $username: $outcome.0', async ({ provider, username, outcome }) => {
  const browser = new Browser(await app.getUrl());
  const begun = await browser.request(`/auth/${provider}/login`);
  const { location } = await fillIn(browser, begun.location, username, 'x');
  const answer = await browser.request(location);
  expect([answer.status, answer.location || reasonIn(answer)]).toEqual(outcome);
});

it('lets in a person of Entra who is listed by the object id', async () => {
  const { issuer: entra, authorizeUrl = '', tokenUrl } = issuer.endpoints['azure-v2'];
  const client = { client_id: PAGE.id, redirect_uri: `${PUBLIC_URL}/auth/azure/callback` };
  const application = { authorizeUrl, tokenUrl, client, secret: PAGE.secret, wanted: { scope: 'openid profile' } };
  const { oid, sub } = decodeJwt((await tokensFor('unverified', 'x', application)).id_token);
  expect(oid).not.toBe(sub);

  const service = await listen({
    AUTH_PROVIDERS: 'azure',
    OIDC_ISSUER_azure: entra,
    OIDC_AUDIENCE_azure: API,
    OIDC_SIGN_IN_CLIENT_ID_azure: PAGE.id,
    OIDC_SIGN_IN_CLIENT_SECRET_azure: PAGE.secret,
    OPERATORS: `azure:${oid}`,
  });
  const browser = new Browser(await service.app.getUrl());
  const begun = await browser.request('/auth/azure/login');
  const { location } = await fillIn(browser, begun.location, 'unverified', 'x');
  expect((await browser.request(location)).location).toBe('/operator/');
  const { operator } = JSON.parse((await browser.request('/auth/me')).text);
  expect(operator).toEqual({ provider: 'azure', subject: sub, name: 'A Person' });
  await service.app.close();
});

it('takes the answer of one provider for no other (mix-up, RFC 9700 §4.4)', async () => {
  const browser = new Browser(await app.getUrl());
  const before = issuer.requests.filter(({ endpoint }) => endpoint === 'token').length;
  const begun = await browser.request('/auth/azure/login');
  const { location } = await fillIn(browser, begun.location, 'role', 'x');
  const answer = await browser.request(location.replace('/auth/azure/', '/auth/auth0/'));
  expect([answer.status, reasonIn(answer), browser.names]).toEqual([400, 'sign_in_failed', []]);
  expect(issuer.requests.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(before);
});
