import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { get, requestToken } from '../../../test/http-client.js';
import { API, BARE_CLIENT, CLIENT, CLOSED_API, NOW_SECONDS, runIssuer } from '../../../test/running-issuer.js';
import type { Issuer } from '../../index.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer();
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('oidc metadata', () => {
  it.each(['/oidc/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/oidc'])(
    'is served at %s',
    async (path) => {
      const { status, headers, body } = await get(issuer.origin + path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('application/json');
      expect(body).toEqual({
        issuer: `${issuer.origin}/oidc`,
        token_endpoint: `${issuer.origin}/oidc/token`,
        jwks_uri: `${issuer.origin}/oidc/jwks`,
        response_types_supported: [],
        grant_types_supported: ['client_credentials'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: [
          'client_secret_basic',
          'client_secret_post',
          'client_secret_jwt',
          'private_key_jwt',
        ],
        token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256', 'ES256', 'HS256', 'HS384', 'HS512'],
        introspection_endpoint: `${issuer.origin}/oidc/introspect`,
        introspection_endpoint_auth_methods_supported: body.token_endpoint_auth_methods_supported,
        introspection_endpoint_auth_signing_alg_values_supported: body.token_endpoint_auth_signing_alg_values_supported,
        dpop_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'EdDSA'],
      });
    },
  );

  it('names the endpoints the issuer names', () => {
    expect(issuer.endpoints.oidc).toEqual({
      issuer: `${issuer.origin}/oidc`,
      discoveryUrl: `${issuer.origin}/oidc/.well-known/openid-configuration`,
      jwksUrl: `${issuer.origin}/oidc/jwks`,
      tokenUrl: `${issuer.origin}/oidc/token`,
      introspectionUrl: `${issuer.origin}/oidc/introspect`,
    });
  });

  it('publishes a key with use and alg', async () => {
    const { headers, body } = await get(issuer.endpoints.oidc.jwksUrl);
    expect(headers.get('content-type')).toBe('application/jwk-set+json');
    expect(body).toEqual({
      keys: [
        {
          kty: 'RSA',
          n: expect.stringMatching(/^[\w-]{342}$/),
          e: 'AQAB',
          kid: expect.stringMatching(/^[\w-]{43}$/),
          use: 'sig',
          alg: 'RS256',
        },
      ],
    });
  });
});

describe('an oidc token', () => {
  it('has the shape of RFC 9068 and verifies', async () => {
    const { status, headers, body } = await requestToken(issuer, 'oidc');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'read:students write:students',
    });
    const keys = createRemoteJWKSet(new URL(issuer.endpoints.oidc.jwksUrl));
    const { payload, protectedHeader } = await jwtVerify(body.access_token, keys, {
      issuer: issuer.endpoints.oidc.issuer,
      audience: API.identifier,
      typ: 'at+jwt',
      currentDate: new Date(NOW_SECONDS * 1000),
    });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: expect.stringMatching(/^[\w-]{43}$/) });
    expect(payload).toEqual({
      iss: `${issuer.origin}/oidc`,
      aud: 'api://students',
      sub: 'portero',
      client_id: 'portero',
      iat: NOW_SECONDS,
      exp: NOW_SECONDS + 300,
      jti: expect.stringMatching(UUID),
      scope: 'read:students write:students',
    });
  });

  it('is new every time', async () => {
    const [first, second] = await Promise.all([requestToken(issuer, 'oidc'), requestToken(issuer, 'oidc')]);
    expect(decodeJwt(first.body.access_token).jti).not.toBe(decodeJwt(second.body.access_token).jti);
  });

  it('is signed by the published key', async () => {
    const [token, jwks] = await Promise.all([requestToken(issuer, 'oidc'), get(issuer.endpoints.oidc.jwksUrl)]);
    expect(decodeProtectedHeader(token.body.access_token).kid).toBe(jwks.body.keys[0].kid);
  });

  it('lives as long as the options say', async () => {
    const brief = await runIssuer({ tokenLifetime: 7 });
    const { body } = await requestToken(brief, 'oidc');
    expect(body.expires_in).toBe(7);
    expect(decodeJwt(body.access_token).exp).toBe(NOW_SECONDS + 7);
  });
});

describe('the api of an oidc token', () => {
  it.each([
    ['resource', { resource: API.identifier }],
    ['audience', { resource: undefined, audience: API.identifier }],
    ['both, when they agree', { audience: API.identifier }],
    ['the only grant', { resource: undefined }],
  ])('is named by %s', async (_, changes) => {
    const { body } = await requestToken(issuer, 'oidc', changes);
    expect(decodeJwt(body.access_token).aud).toBe(API.identifier);
  });

  it.each([
    ['an unknown API', { resource: 'api://nobody' }],
    ['an API the client is not granted', { resource: CLOSED_API.identifier }],
    ['a name from the prototype', { resource: 'constructor' }],
    ['two APIs', { audience: CLOSED_API.identifier }],
  ])('is refused for %s', async (_, changes) => {
    const { status, body } = await requestToken(issuer, 'oidc', changes);
    expect(status).toBe(400);
    expect(body).toEqual({ error: 'invalid_target', error_description: 'the client has no single such API' });
  });

  it('is refused when none is named and the client has two', async () => {
    const grants = { [API.identifier]: [], [CLOSED_API.identifier]: [] };
    const wide = await runIssuer({ clients: [{ ...CLIENT, grants }] });
    const { body } = await requestToken(wide, 'oidc', { resource: undefined });
    expect(body.error).toBe('invalid_target');
  });
});

describe('the scope of an oidc token', () => {
  it.each([
    ['all granted when none is asked', undefined, 'read:students write:students', 'read:students write:students'],
    ['the one asked, left out of the response', 'read:students', 'read:students', undefined],
    ['all asked, in another order', 'write:students read:students', 'write:students read:students', undefined],
    ['one asked twice', 'read:students read:students', 'read:students', undefined],
  ])('is %s', async (_, scope, inToken, inResponse) => {
    const { body } = await requestToken(issuer, 'oidc', { scope });
    expect(decodeJwt(body.access_token).scope).toBe(inToken);
    expect(body.scope).toBe(inResponse);
  });

  it('is absent when nothing is granted', async () => {
    const { body } = await requestToken(issuer, 'oidc', {
      client_id: BARE_CLIENT.id,
      client_secret: BARE_CLIENT.secret,
    });
    expect(body).not.toHaveProperty('scope');
    expect(decodeJwt(body.access_token)).not.toHaveProperty('scope');
  });

  it('is refused beyond the grant', async () => {
    const { status, body } = await requestToken(issuer, 'oidc', { scope: 'read:students delete:students' });
    expect(status).toBe(400);
    expect(body).toEqual({ error: 'invalid_scope', error_description: 'the scope exceeds what the client is granted' });
  });
});
