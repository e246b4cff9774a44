import { decodeJwt, decodeProtectedHeader } from 'jose';
import { get } from '../../../test/http-client.js';
import { API, NOW_SECONDS, runIssuer, TENANT } from '../../../test/running-issuer.js';
import { authorizationUrl, browse, OPERATOR, redeem, SIGN_IN, signIn, tokensFor, WEB } from '../../../test/sign-in.js';
import type { Issuer } from '../../index.js';

const SCOPE = `openid profile email ${API.identifier}/read:students`;

const UUID_5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer(SIGN_IN);
});

afterEach(() => {
  for (const api of issuer.apis) api.accessTokenAcceptedVersion = 2;
});

it('advertises the endpoint at v2 only, and does not say that it takes PKCE', async () => {
  const url = `${issuer.origin}/azure/${TENANT}/oauth2/v2.0/authorize`;
  expect(issuer.endpoints['azure-v2'].authorizeUrl).toBe(url);
  expect(issuer.endpoints['azure-v1'].authorizeUrl).toBeUndefined();
  const { body } = await get(issuer.endpoints['azure-v2'].discoveryUrl);
  expect(body).toMatchObject({
    authorization_endpoint: url,
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    scopes_supported: ['openid', 'profile', 'email'],
  });
  expect(body).not.toHaveProperty('code_challenge_methods_supported');
  expect((await get(issuer.endpoints['azure-v1'].discoveryUrl)).body).not.toHaveProperty('authorization_endpoint');
});

it('gives the ID token of Entra v2', async () => {
  const back = await signIn(issuer, {}, 'azure-v2');
  expect([...back.searchParams.keys()].sort()).toEqual(['code', 'state']);
  const { body } = await redeem(issuer, back.searchParams.get('code'), {}, 'azure-v2');
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3_599, scope: 'openid profile email' });
  expect(decodeProtectedHeader(body.id_token)).toEqual({ typ: 'JWT', alg: 'RS256', kid: expect.any(String) });
  expect(decodeJwt(body.id_token)).toEqual({
    ver: '2.0',
    iss: issuer.endpoints['azure-v2'].issuer,
    aud: OPERATOR.id,
    sub: expect.stringMatching(/^[\w-]{43}$/),
    oid: expect.stringMatching(UUID_5),
    tid: TENANT,
    name: 'Ada Lovelace',
    preferred_username: 'ada',
    email: 'ada@portero.example',
    roles: ['portero.operator'],
    nonce: 'the nonce',
    iat: NOW_SECONDS - 300,
    nbf: NOW_SECONDS - 300,
    exp: NOW_SECONDS + 3_600,
    aio: expect.any(String),
    rh: expect.any(String),
    uti: expect.any(String),
  });
});

it('gives a v2 access token with scp and a subject of its own', async () => {
  const { access_token, id_token, scope } = await tokensFor(issuer, { scope: SCOPE }, 'azure-v2');
  expect(scope).toBe(SCOPE);
  const claims = decodeJwt(access_token);
  expect(claims).toMatchObject({
    ver: '2.0',
    aud: API.clientId,
    azp: OPERATOR.id,
    azpacr: '0',
    scp: 'read:students',
    name: 'Ada Lovelace',
    preferred_username: 'ada',
    roles: ['portero.operator'],
    oid: decodeJwt(id_token).oid,
  });
  expect(claims).not.toHaveProperty('idtyp');
  // Pairwise: the API and the client know the person by different names.
  expect(new Set([claims.sub, claims.oid, decodeJwt(id_token).sub]).size).toBe(3);
});

it('gives a v1 access token to an API that takes these', async () => {
  for (const api of issuer.apis) api.accessTokenAcceptedVersion = 1;
  const { access_token, id_token } = await tokensFor(issuer, { scope: SCOPE }, 'azure-v2');
  const claims = decodeJwt(access_token);
  expect(claims).toMatchObject({
    ver: '1.0',
    iss: issuer.endpoints['azure-v1'].issuer,
    aud: API.identifier,
    appid: OPERATOR.id,
    appidacr: '0',
    scp: 'read:students',
    upn: 'ada',
    unique_name: 'ada',
    oid: decodeJwt(id_token).oid,
  });
  expect(claims).not.toHaveProperty('idp');
  expect(claims).not.toHaveProperty('preferred_username');
  expect(decodeJwt(id_token).ver).toBe('2.0');
});

it('knows a confidential client by azpacr 1, and the person by the same oid and another sub', async () => {
  const mine = decodeJwt((await tokensFor(issuer, {}, 'azure-v2')).id_token);
  const back = await signIn(issuer, { client_id: WEB.id, scope: SCOPE }, 'azure-v2');
  const client = { client_id: WEB.id, client_secret: WEB.secret };
  const { body } = await redeem(issuer, back.searchParams.get('code'), client, 'azure-v2');
  const other = decodeJwt(body.id_token);
  expect([other.oid === mine.oid, other.sub === mine.sub]).toEqual([true, false]);
  expect(decodeJwt(body.access_token).azpacr).toBe('1');
});

it.each([
  ['/.default', `${API.identifier}/.default`, 'read:students'],
  ['the GUID of the API', `${API.clientId}/read:students`, 'read:students'],
  ['what the person lacks', `${API.identifier}/write:students`, undefined],
])('takes a scope with %s', async (_, scope, scp) => {
  expect(decodeJwt((await tokensFor(issuer, { scope }, 'azure-v2')).access_token).scp).toBe(scp);
});

it.each([
  ['two APIs', `${API.identifier}/read:students api://closed/read:all`, 'invalid_scope', 28000],
  ['no API', 'read:students', 'invalid_scope', 70011],
  ['an unknown API', 'api://x/read', 'invalid_scope', 70011],
  ['an unknown permission', `${API.identifier}/fly`, 'invalid_scope', 70011],
  ['a closed API', 'api://closed/read:all', 'consent_required', 65001],
])('refuses a scope of %s', async (_, scope, error, code) => {
  const response = await browse(authorizationUrl(issuer, { scope }, 'azure-v2'));
  const { searchParams } = new URL(response.headers.get('location') ?? '');
  expect([response.status, searchParams.get('error'), searchParams.get('state')]).toEqual([303, error, 'the state']);
  expect(searchParams.get('error_description')).toMatch(new RegExp(`^AADSTS${code}: .+ Trace ID: .+ Timestamp: `));
});

it.each([
  ['an unknown code', { code: 'x' }, 70000],
  ['another client', { client_id: WEB.id, client_secret: WEB.secret }, 70000],
  ['another redirect URI', { redirect_uri: OPERATOR.redirectUris[1] }, 500112],
  ['no verifier', { code_verifier: undefined }, 501481],
  ['another verifier', { code_verifier: 'x'.repeat(43) }, 501481],
])('refuses %s in the words of Entra', async (_, changes, number) => {
  const code = (await signIn(issuer, {}, 'azure-v2')).searchParams.get('code');
  const { status, body } = await redeem(issuer, code, changes, 'azure-v2');
  expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_grant', [number]]);
});

it('tells a used code from an old one', async () => {
  let now = NOW_SECONDS;
  const site = await runIssuer({ ...SIGN_IN, now: () => now * 1000 });
  const code = async () => (await signIn(site, {}, 'azure-v2')).searchParams.get('code');
  const [used, old] = [await code(), await code()];
  await redeem(site, used, {}, 'azure-v2');
  now += 60;
  expect((await redeem(site, used, {}, 'azure-v2')).body.error_codes).toEqual([54005]);
  expect((await redeem(site, old, {}, 'azure-v2')).body.error_codes).toEqual([70008]);
});

it('signs nobody in at common or at another tenant', async () => {
  for (const tenant of ['common', 'contoso']) {
    const url = authorizationUrl(issuer, {}, 'azure-v2').replace(TENANT, tenant);
    const response = await browse(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('AADSTS90002');
  }
});
