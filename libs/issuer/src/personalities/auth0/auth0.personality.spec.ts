import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { get, requestToken, tokenForm } from '../../../test/http-client.js';
import { API, BARE_CLIENT, CLIENT, CLOSED_API, NOW_SECONDS, runIssuer } from '../../../test/running-issuer.js';
import type { Issuer } from '../../index.js';

const NO_MACHINE = { id: 'browser', secret: 'browser secret', grants: {} };

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer({ clients: [CLIENT, BARE_CLIENT, NO_MACHINE] });
});

it('has an issuer with a closing slash and the vendor’s paths', () => {
  expect(issuer.endpoints.auth0).toEqual({
    issuer: `${issuer.origin}/auth0/`,
    discoveryUrl: `${issuer.origin}/auth0/.well-known/openid-configuration`,
    jwksUrl: `${issuer.origin}/auth0/.well-known/jwks.json`,
    tokenUrl: `${issuer.origin}/auth0/oauth/token`,
  });
});

it('describes itself', async () => {
  const { body } = await get(issuer.endpoints.auth0.discoveryUrl);
  expect(body).toEqual({
    issuer: `${issuer.origin}/auth0/`,
    token_endpoint: `${issuer.origin}/auth0/oauth/token`,
    jwks_uri: `${issuer.origin}/auth0/.well-known/jwks.json`,
    response_types_supported: [],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'RS384', 'PS256'],
  });
});

it('publishes a key with alg and x5t', async () => {
  const { headers, body } = await get(issuer.endpoints.auth0.jwksUrl);
  const [key] = body.keys;
  expect(headers.get('content-type')).toBe('application/json');
  expect(key).toEqual({
    kty: 'RSA',
    n: expect.any(String),
    e: 'AQAB',
    kid: expect.any(String),
    x5t: key.kid,
    use: 'sig',
    alg: 'RS256',
  });
});

describe('an Auth0 token', () => {
  it('has the default profile with RBAC and verifies', async () => {
    const { status, body } = await requestToken(issuer, 'auth0');
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 86_400,
      scope: 'read:students write:students',
    });
    const keys = createRemoteJWKSet(new URL(issuer.endpoints.auth0.jwksUrl));
    const currentDate = new Date(NOW_SECONDS * 1000);
    const { payload, protectedHeader } = await jwtVerify(body.access_token, keys, { currentDate });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) });
    expect(payload).toEqual({
      iss: `${issuer.origin}/auth0/`,
      sub: 'portero@clients',
      aud: 'api://students',
      iat: NOW_SECONDS,
      exp: NOW_SECONDS + 86_400,
      azp: 'portero',
      gty: 'client-credentials',
      scope: 'read:students write:students',
      permissions: ['read:students', 'write:students'],
    });
  });

  it('has no scope but an empty permissions list when nothing is granted', async () => {
    const { body } = await requestToken(issuer, 'auth0', { client_id: 'bare', client_secret: 'bare secret' });
    const claims = decodeJwt(body.access_token);
    expect(body).not.toHaveProperty('scope');
    expect(claims).not.toHaveProperty('scope');
    expect(claims.permissions).toEqual([]);
  });

  it('carries only the scope asked for', async () => {
    const { body } = await requestToken(issuer, 'auth0', { scope: 'read:students' });
    expect(body.scope).toBe('read:students');
    expect(decodeJwt(body.access_token)).toMatchObject({ scope: 'read:students', permissions: ['read:students'] });
  });

  it('is also given for a JSON body', async () => {
    const response = await fetch(issuer.endpoints.auth0.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(tokenForm('auth0')),
    });
    expect(response.status).toBe(200);
  });
});

describe('an Auth0 refusal', () => {
  it.each([
    ['wrong secret', { client_secret: 'wrong' }, 401, 'access_denied', 'Unauthorized'],
    ['expired secret', { client_secret: 'last year' }, 401, 'access_denied', 'Unauthorized'],
    ['unknown client', { client_id: 'nobody' }, 401, 'access_denied', 'Unauthorized'],
    ['no client', { client_id: undefined, client_secret: undefined }, 401, 'access_denied', 'Unauthorized'],
    ['no secret', { client_secret: undefined }, 401, 'access_denied', 'Unauthorized'],
    [
      'no audience',
      { audience: undefined },
      403,
      'access_denied',
      'No audience parameter was provided, and no default audience has been configured',
    ],
    ['unknown API', { audience: 'api://x' }, 403, 'access_denied', 'Service not enabled within domain: api://x'],
    [
      'API without a grant',
      { audience: CLOSED_API.identifier },
      403,
      'access_denied',
      'Client is not authorized to access "api://closed". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants',
    ],
    [
      'scope beyond the grant',
      { scope: 'read:students delete:students' },
      403,
      'access_denied',
      'Client has not been granted scopes: delete:students',
    ],
    [
      'client without machine grants',
      { client_id: 'browser', client_secret: 'browser secret' },
      403,
      'unauthorized_client',
      "Grant type 'client_credentials' not allowed for the client.",
    ],
    ['other grant', { grant_type: 'magic' }, 403, 'unsupported_grant_type', 'Unsupported grant type: magic'],
    ['no grant_type', { grant_type: undefined }, 400, 'invalid_request', 'Missing required parameter: grant_type'],
  ])('for %s', async (_, changes, status, error, error_description) => {
    const answer = await requestToken(issuer, 'auth0', changes);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error, error_description });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

it('knows an API by its identifier only', async () => {
  const { body } = await requestToken(issuer, 'auth0', { audience: API.clientId });
  expect(body.error_description).toBe(`Service not enabled within domain: ${API.clientId}`);
});
