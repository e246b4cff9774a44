import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { get, postForm } from '../../../test/http-client.js';
import { API, CLIENT, NOW_SECONDS, runIssuer } from '../../../test/running-issuer.js';
import { ALAN, OPERATOR, redeem, SIGN_IN, signIn, tokensFor } from '../../../test/sign-in.js';
import type { Issuer } from '../../index.js';
import { nameUuid, URL_NAMESPACE } from '../name-uuid.js';

const UUID_5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer(SIGN_IN);
});

it('advertises what a person’s client needs', async () => {
  expect(issuer.endpoints.oidc.authorizeUrl).toBe(`${issuer.origin}/oidc/authorize`);
  expect((await get(issuer.endpoints.oidc.discoveryUrl)).body).toMatchObject({
    authorization_endpoint: issuer.endpoints.oidc.authorizeUrl,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    scopes_supported: ['openid', 'profile', 'email'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: [
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'none',
    ],
    authorization_response_iss_parameter_supported: true,
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
  });
});

describe('an oidc ID token', () => {
  it('says who signed in, and verifies', async () => {
    const back = await signIn(issuer);
    const { status, headers, body } = await redeem(issuer, back.searchParams.get('code'));
    expect(status).toBe(200);
    expect([headers.get('cache-control'), headers.get('pragma')]).toEqual(['no-store', 'no-cache']);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'openid profile email',
      id_token: expect.any(String),
    });
    const keys = createRemoteJWKSet(new URL(issuer.endpoints.oidc.jwksUrl));
    const { payload, protectedHeader } = await jwtVerify(body.id_token, keys, {
      currentDate: new Date(NOW_SECONDS * 1000),
    });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) });
    expect(payload).toEqual({
      iss: `${issuer.origin}/oidc`,
      sub: expect.stringMatching(UUID_5),
      aud: OPERATOR.id,
      exp: NOW_SECONDS + 300,
      iat: NOW_SECONDS,
      auth_time: NOW_SECONDS,
      nonce: 'the nonce',
      name: 'Ada Lovelace',
      preferred_username: 'ada',
      email: 'ada@portero.example',
      email_verified: true,
      roles: ['portero.operator'],
    });
  });

  it('has no claim that was not asked for, and no role where there is none', async () => {
    const { id_token, scope } = await tokensFor(
      issuer,
      { scope: 'openid offline_access', nonce: undefined },
      'oidc',
      ALAN,
    );
    expect(scope).toBe('openid');
    expect(Object.keys(decodeJwt(id_token)).sort()).toEqual(['aud', 'auth_time', 'exp', 'iat', 'iss', 'sub']);
  });

  it('has a subject that only the issuer and the username decide', async () => {
    const other = await runIssuer({ ...SIGN_IN, tenant: undefined });
    for (const site of [issuer, other]) {
      const sub = nameUuid(URL_NAMESPACE, `${site.endpoints.oidc.issuer}#ada`);
      expect(decodeJwt((await tokensFor(site)).id_token).sub).toBe(sub);
      expect(decodeJwt((await tokensFor(site, {}, 'oidc', ALAN)).id_token).sub).not.toBe(sub);
    }
  });

  it('is not there without the scope openid', async () => {
    expect(await tokensFor(issuer, { scope: 'read:students' })).not.toHaveProperty('id_token');
  });
});

describe('a person’s access token', () => {
  it('is one of RFC 9068 for what both client and person may do', async () => {
    const { access_token, scope, token_type } = await tokensFor(issuer, { resource: API.identifier });
    expect([token_type, scope]).toEqual(['Bearer', 'openid profile email read:students']);
    expect(decodeProtectedHeader(access_token).typ).toBe('at+jwt');
    const { sub, ...claims } = decodeJwt(access_token);
    expect(sub).toMatch(UUID_5);
    expect(claims).toEqual({
      iss: `${issuer.origin}/oidc`,
      aud: API.identifier,
      client_id: OPERATOR.id,
      exp: NOW_SECONDS + 300,
      iat: NOW_SECONDS,
      jti: expect.any(String),
      scope: 'read:students',
      roles: ['portero.operator'],
    });
  });

  it.each([
    ['audience', { audience: API.identifier }, 'read:students'],
    ['one of its permissions', { scope: 'openid read:students' }, 'read:students'],
    ['a permission the person lacks', { scope: 'openid write:students' }, undefined],
  ])('is asked for by %s', async (_, changes, scope) => {
    const claims = decodeJwt((await tokensFor(issuer, changes)).access_token);
    expect([claims.aud, claims.scope]).toEqual([API.identifier, scope]);
  });

  it('has no permission for a person without any', async () => {
    const { access_token } = await tokensFor(issuer, { resource: API.identifier }, 'oidc', ALAN);
    expect(decodeJwt(access_token)).not.toHaveProperty('scope');
    expect(decodeJwt(access_token)).not.toHaveProperty('roles');
  });

  it('is good for no API when none was asked for', async () => {
    const { access_token } = await tokensFor(issuer);
    const form = { client_id: CLIENT.id, client_secret: CLIENT.secret, token: access_token };
    const { body } = await postForm(issuer.endpoints.oidc.introspectionUrl ?? '', form);
    expect(body).toMatchObject({ active: true, aud: issuer.endpoints.oidc.issuer, client_id: OPERATOR.id });
    expect(body).not.toHaveProperty('scope');
  });
});
