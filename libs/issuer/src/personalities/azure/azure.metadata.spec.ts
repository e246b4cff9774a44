import { get } from '../../../test/http-client.js';
import { runIssuer, TENANT } from '../../../test/running-issuer.js';
import type { Issuer } from '../../index.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer();
});

const COMMON_METADATA = {
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
  response_types_supported: [],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
};

it('puts the v1 issuer on another base, and the endpoints of both versions under one authority', () => {
  const authority = `${issuer.origin}/azure/${TENANT}`;
  expect(issuer.endpoints['azure-v2']).toEqual({
    issuer: `${authority}/v2.0`,
    discoveryUrl: `${authority}/v2.0/.well-known/openid-configuration`,
    jwksUrl: `${authority}/discovery/v2.0/keys`,
    tokenUrl: `${authority}/oauth2/v2.0/token`,
  });
  expect(issuer.endpoints['azure-v1']).toEqual({
    issuer: `${issuer.origin}/sts/${TENANT}/`,
    discoveryUrl: `${authority}/.well-known/openid-configuration`,
    jwksUrl: `${authority}/discovery/keys`,
    tokenUrl: `${authority}/oauth2/token`,
  });
});

it.each([
  ['v2', TENANT, `/azure/${TENANT}/v2.0`, `/azure/${TENANT}/v2.0`, 'discovery/v2.0/keys', 'oauth2/v2.0/token'],
  ['v1', TENANT, `/azure/${TENANT}`, `/sts/${TENANT}/`, 'discovery/keys', 'oauth2/token'],
  ['v1 at its issuer', TENANT, `/sts/${TENANT}`, `/sts/${TENANT}/`, 'discovery/keys', 'oauth2/token'],
  ['v2 common', 'common', '/azure/common/v2.0', '/azure/{tenantid}/v2.0', 'discovery/v2.0/keys', 'oauth2/v2.0/token'],
  ['v1 common', 'common', '/azure/common', '/sts/{tenantid}/', 'discovery/keys', 'oauth2/token'],
])('describes itself: %s', async (_, tenant, base, issuerPath, jwks, token) => {
  const { status, body } = await get(`${issuer.origin}${base}/.well-known/openid-configuration`);
  expect(status).toBe(200);
  expect(body).toEqual({
    ...COMMON_METADATA,
    issuer: issuer.origin + issuerPath,
    jwks_uri: `${issuer.origin}/azure/${tenant}/${jwks}`,
    token_endpoint: `${issuer.origin}/azure/${tenant}/${token}`,
  });
});

it.each([
  ['v2', `/azure/${TENANT}/discovery/v2.0/keys`, { issuer: `/azure/${TENANT}/v2.0` }],
  ['v2 common', '/azure/common/discovery/v2.0/keys', { issuer: '/azure/{tenantid}/v2.0' }],
  ['v1', `/azure/${TENANT}/discovery/keys`, {}],
  ['v1 common', '/azure/common/discovery/keys', {}],
])('publishes keys without alg: %s', async (_, path, own) => {
  const { headers, body } = await get(issuer.origin + path);
  const [key] = body.keys;
  expect(headers.get('content-type')).toBe('application/json');
  expect(body.keys).toEqual([
    {
      kty: 'RSA',
      n: expect.any(String),
      e: 'AQAB',
      use: 'sig',
      kid: expect.stringMatching(/^[\w-]{43}$/),
      x5t: key.kid,
      ...('issuer' in own && { issuer: issuer.origin + own.issuer }),
    },
  ]);
});

it('has the same keys at common, and others for each version', async () => {
  const kids = async (path: string) =>
    (await get(issuer.origin + path)).body.keys.map(({ kid }: { kid: string }) => kid);
  const v2 = await kids(`/azure/${TENANT}/discovery/v2.0/keys`);
  expect(await kids('/azure/common/discovery/v2.0/keys')).toEqual(v2);
  expect(await kids(`/azure/${TENANT}/discovery/keys`)).not.toEqual(v2);
});

it.each([
  'v2.0/.well-known/openid-configuration',
  '.well-known/openid-configuration',
  'discovery/v2.0/keys',
  'discovery/keys',
])('does not know another tenant at %s', async (path) => {
  const { status, body } = await get(`${issuer.origin}/azure/contoso/${path}`);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: 'invalid_request', error_codes: [90002] });
});
