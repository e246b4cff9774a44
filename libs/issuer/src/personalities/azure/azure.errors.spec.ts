import { basic, postForm, requestToken, tokenForm } from '../../../test/http-client.js';
import { CLIENT, CLOSED_API, runIssuer, TENANT } from '../../../test/running-issuer.js';
import type { Issuer } from '../../index.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer();
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

it('has the whole body of an Entra error', async () => {
  const { status, headers, body } = await requestToken(issuer, 'azure-v2', { client_secret: 'wrong' });
  expect(status).toBe(401);
  expect(body).toEqual({
    error: 'invalid_client',
    error_description: `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app 'portero'. Trace ID: ${body.trace_id} Correlation ID: ${body.correlation_id} Timestamp: 2023-11-14 22:13:20Z`,
    error_codes: [7000215],
    timestamp: '2023-11-14 22:13:20Z',
    trace_id: expect.stringMatching(UUID),
    correlation_id: expect.stringMatching(UUID),
    error_uri: 'https://login.microsoftonline.com/error?code=7000215',
  });
  expect(headers.get('x-ms-request-id')).toBe(body.trace_id);
  expect(headers.get('cache-control')).toBe('no-store, no-cache');
  expect(headers.get('www-authenticate')).toBeNull();
});

describe.each(['azure-v1', 'azure-v2'] as const)('%s refuses', (version) => {
  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    ['an expired secret', { client_secret: 'last year' }, 401, 'invalid_client', 7000222],
    ['an unknown application', { client_id: 'nobody' }, 400, 'unauthorized_client', 700016],
    ['no client_id', { client_id: undefined }, 400, 'invalid_request', 90014],
    ['no secret', { client_secret: undefined }, 401, 'invalid_client', 7000216],
    ['no grant_type', { grant_type: undefined }, 400, 'invalid_request', 90014],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('%s', async (_, changes, status, error, code) => {
    const answer = await requestToken(issuer, version, changes);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error, error_codes: [code] });
    expect(answer.body.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
  });

  it.each(['contoso', 'common'])('a token for tenant %s', async (tenant) => {
    const url = issuer.endpoints[version].tokenUrl.replace(TENANT, tenant);
    const { status, body } = await postForm(url, tokenForm(version));
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_request', error_codes: [90002] });
    expect(body.error_description).toContain(`Tenant '${tenant}' not found.`);
  });
});

describe('the v2 endpoint refuses', () => {
  it.each([
    ['no scope', { scope: undefined }, 'invalid_request', 90014],
    ['two scopes', { scope: 'api://students/.default api://closed/.default' }, 'invalid_scope', 70011],
    ['a scope and more', { scope: 'api://students/.default openid' }, 'invalid_scope', 70011],
    ['/.default of nothing', { scope: '/.default' }, 'invalid_scope', 70011],
    ['a single permission', { scope: 'api://students/read:students' }, 'invalid_scope', 1002012],
    ['a bare App ID URI', { scope: 'api://students' }, 'invalid_scope', 1002012],
    ['the parameter of the v1 endpoint', { resource: 'api://students' }, 'invalid_request', 901002],
    ['an unknown API', { scope: 'api://x/.default' }, 'invalid_resource', 500011],
    ['an API without an assignment', { scope: `${CLOSED_API.identifier}/.default` }, 'invalid_grant', 501051],
  ])('%s', async (_, changes, error, code) => {
    const { status, body } = await requestToken(issuer, 'azure-v2', changes);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error, error_codes: [code] });
  });
});

describe('the v1 endpoint refuses', () => {
  it.each([
    ['no resource', { resource: undefined }, 'invalid_request', 90014],
    ['an unknown API', { resource: 'api://x' }, 'invalid_resource', 500011],
    ['an API without an assignment', { resource: CLOSED_API.identifier }, 'invalid_grant', 501051],
  ])('%s', async (_, changes, error, code) => {
    const { status, body } = await requestToken(issuer, 'azure-v1', changes);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error, error_codes: [code] });
  });
});

it.each([
  ['a malformed Authorization header', 'Basic %%%', undefined, 90023],
  ['two authentications', basic(CLIENT.id, CLIENT.secret), CLIENT.secret, 90023],
])('calls %s a bad request', async (_, authorization, client_secret, code) => {
  const form = { ...tokenForm('azure-v2'), client_secret };
  const { status, body } = await postForm(issuer.endpoints['azure-v2'].tokenUrl, form, { authorization });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: 'invalid_request', error_codes: [code] });
});

it('puts values into a description as they are', async () => {
  const { body } = await requestToken(issuer, 'azure-v2', { client_id: "{tenant}$&$'" });
  expect(body.error_description).toContain(
    `Application with identifier '{tenant}$&$'' was not found in the directory '${TENANT}'.`,
  );
});
