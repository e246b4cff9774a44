import { decodeJwt, decodeProtectedHeader } from 'jose';
import { get } from '../../../test/http-client.js';
import { API, NOW_SECONDS, runIssuer } from '../../../test/running-issuer.js';
import { ALAN, authorizationUrl, browse, OPERATOR, redeem, SIGN_IN, signIn, tokensFor } from '../../../test/sign-in.js';
import type { Issuer } from '../../index.js';

const ROLES = 'https://portero.example/roles';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer(SIGN_IN);
});

it('advertises the endpoint', async () => {
  const { body } = await get(issuer.endpoints.auth0.discoveryUrl);
  expect(issuer.endpoints.auth0.authorizeUrl).toBe(`${issuer.origin}/auth0/authorize`);
  expect(body).toMatchObject({
    authorization_endpoint: `${issuer.origin}/auth0/authorize`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
  });
  expect(body.token_endpoint_auth_methods_supported).toContain('none');
});

it('gives the ID token of Auth0', async () => {
  const back = await signIn(issuer, {}, 'auth0');
  expect([...back.searchParams.keys()].sort()).toEqual(['code', 'state']);
  const { body } = await redeem(issuer, back.searchParams.get('code'), {}, 'auth0');
  expect(body).toMatchObject({ scope: 'openid profile email', expires_in: 86_400, token_type: 'Bearer' });
  expect(decodeProtectedHeader(body.id_token)).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) });
  expect(decodeJwt(body.id_token)).toEqual({
    iss: `${issuer.origin}/auth0/`,
    aud: OPERATOR.id,
    sub: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/),
    iat: NOW_SECONDS,
    exp: NOW_SECONDS + 86_400,
    nonce: 'the nonce',
    name: 'Ada Lovelace',
    nickname: 'ada',
    email: 'ada@portero.example',
    email_verified: true,
    [ROLES]: ['portero.operator'],
  });
});

it('says that an address is not verified', async () => {
  const people = [{ ...ALAN, email: 'alan@portero.example' }];
  const site = await runIssuer({ ...SIGN_IN, people });
  const claims = decodeJwt((await tokensFor(site, {}, 'auth0', ALAN)).id_token);
  expect([claims.email, claims.email_verified, ROLES in claims]).toEqual(['alan@portero.example', false, false]);
});

it('gives an access token without gty, for the API and for itself', async () => {
  const { access_token, id_token, scope } = await tokensFor(issuer, { audience: API.identifier }, 'auth0');
  expect(scope).toBe('openid profile email read:students');
  expect(decodeJwt(access_token)).toEqual({
    iss: `${issuer.origin}/auth0/`,
    sub: decodeJwt(id_token).sub,
    aud: [API.identifier, `${issuer.origin}/auth0/userinfo`],
    azp: OPERATOR.id,
    iat: NOW_SECONDS,
    exp: NOW_SECONDS + 86_400,
    scope: 'openid profile email read:students',
    permissions: ['read:students'],
    [ROLES]: ['portero.operator'],
  });
});

it('passes over a scope that it does not know', async () => {
  const changes = { audience: API.identifier, scope: 'openid read:students fly' };
  const { access_token } = await tokensFor(issuer, changes, 'auth0');
  expect(decodeJwt(access_token).scope).toBe('openid read:students');
});

it.each([
  ['api://x', 'Service not found: api://x'],
  ['api://closed', 'Client is not authorized to access resource server "api://closed"'],
])('refuses the audience %s', async (audience, description) => {
  const response = await browse(authorizationUrl(issuer, { audience }, 'auth0'));
  const { searchParams } = new URL(response.headers.get('location') ?? '');
  expect([response.status, ...searchParams.values()]).toEqual([303, 'access_denied', description, 'the state']);
});
