import { asserted, assertion, type Signer, secretSigner, signer } from '../../test/assertions.js';
import { identity, type TestIdentity } from '../../test/certificates.js';
import { basic, type Form, postForm } from '../../test/http-client.js';
import { overTls } from '../../test/https-client.js';
import { CLIENT, runIssuer } from '../../test/running-issuer.js';
import type { Issuer } from '../index.js';

const SECRET = { client_id: CLIENT.id, client_secret: CLIENT.secret };

let own: TestIdentity;
let key: Signer;
let issuer: Issuer;
let url: string;
let token: string;

beforeAll(async () => {
  [own, key] = await Promise.all([identity('CN=portero'), signer('ES256')]);
  issuer = await runIssuer({
    tls: { key: own.key, cert: own.cert },
    clients: [
      { ...CLIENT, jwks: [key.jwk] },
      { id: 'pinned', certificates: [own.cert], grants: {} },
    ],
  });
  url = issuer.endpoints.oidc.introspectionUrl ?? '';
  token = await issuer.mint('oidc');
});

afterEach(() => issuer.heal());

const ask = (form: Form, headers?: Record<string, string>) => postForm(url, { token, ...form }, headers);

describe('the client that asks', () => {
  it.each<[string, () => Promise<[Form, Record<string, string>?]>]>([
    ['client_secret_basic', async () => [{}, { authorization: basic(CLIENT.id, CLIENT.secret) }]],
    ['client_secret_post', async () => [SECRET]],
    [
      'client_secret_jwt',
      async () => [
        asserted(await assertion(secretSigner('HS256', CLIENT.secret), { aud: issuer.endpoints.oidc.issuer })),
      ],
    ],
    ['private_key_jwt', async () => [asserted(await assertion(key, { aud: issuer.endpoints.oidc.issuer }))]],
  ])('authenticates with %s', async (method, request) => {
    const { status, headers, body } = await ask(...(await request()));
    expect([status, body.active, headers.get('cache-control')]).toEqual([200, true, 'no-store']);
    expect(issuer.requests.at(-1)?.authenticatedBy).toBe(method);
  });

  it('authenticates with its certificate', async () => {
    const form = { client_id: 'pinned', token };
    const { status, body } = await overTls(`${issuer.mtlsOrigin}/oidc/introspect`, { ca: own.cert, as: own }, form);
    expect([status, body.active]).toEqual([200, true]);
    expect(issuer.requests.at(-1)?.authenticatedBy).toBe('self_signed_tls_client_auth');
  });

  it.each<[string, Form]>([
    ['nobody', {}],
    ['a client without credentials', { client_id: CLIENT.id }],
    ['a client with a wrong secret', { ...SECRET, client_secret: 'wrong' }],
    ['an unknown client', { ...SECRET, client_id: 'nobody' }],
  ])('is not %s', async (_, form) => {
    const { status, headers, body } = await ask(form);
    expect([status, body.error, headers.get('cache-control')]).toEqual([401, 'invalid_client', 'no-store']);
    expect(body).not.toHaveProperty('active');
    expect(issuer.requests.at(-1)).not.toHaveProperty('authenticatedBy');
  });

  it('is challenged when it used the Authorization header', async () => {
    const { status, headers } = await ask({}, { authorization: basic(CLIENT.id, 'wrong') });
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Basic realm="oidc"']);
  });
});

describe('a question', () => {
  it.each<[string, Form]>([
    ['without a token', { token: undefined }],
    ['with an empty token', { token: '' }],
  ])('%s is none', async (_, form) => {
    const { status, body } = await ask({ ...SECRET, ...form });
    expect([status, body]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'a required parameter is missing' },
    ]);
  });

  it('with two tokens is none', async () => {
    const body = new URLSearchParams({ ...SECRET, token });
    body.append('token', token);
    const response = await fetch(url, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('is a form', async () => {
    const body = JSON.stringify({ ...SECRET, token });
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('is not asked in the query', async () => {
    const response = await fetch(`${url}?${new URLSearchParams({ token })}`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it.each(['access_token', 'refresh_token', 'whatever'])('may have the hint %s', async (token_type_hint) => {
    expect((await ask({ ...SECRET, token_type_hint })).body.active).toBe(true);
  });

  it('is recorded without the token', async () => {
    await ask({ ...SECRET, token_type_hint: token });
    expect(issuer.requests.at(-1)).toEqual({
      personality: 'oidc',
      endpoint: 'introspection',
      method: 'POST',
      at: expect.any(Number),
      authenticatedBy: 'client_secret_post',
      parameters: {
        client_id: CLIENT.id,
        client_secret: '[hidden]',
        token: '[hidden]',
        token_type_hint: '[hidden]',
      },
    });
  });

  it('may be struck by a fault', async () => {
    issuer.injectFault(
      { endpoint: 'introspection' },
      { kind: 'status', status: 503, headers: { 'Retry-After': '1' } },
      1,
    );
    const struck = await ask(SECRET);
    expect([struck.status, struck.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await ask(SECRET)).status).toBe(200);
  });
});

it.each(['/auth0/introspect', '/auth0/oauth/introspect', '/sts/introspect', '/oidc/introspect/'])(
  'is not at %s',
  async (path) => {
    expect((await postForm(issuer.origin + path, { ...SECRET, token })).status).toBe(404);
  },
);
