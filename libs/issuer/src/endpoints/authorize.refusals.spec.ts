import type { Form } from '../../test/http-client.js';
import { runIssuer } from '../../test/running-issuer.js';
import { authorizationUrl, browse, CALLBACK, SIGN_IN, submit } from '../../test/sign-in.js';
import type { Issuer } from '../index.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer(SIGN_IN);
});

describe('a request that only the person is told about', () => {
  it.each<[string, Form, string]>([
    ['an unknown client', { client_id: 'nobody' }, 'the client is not known'],
    ['a client from the prototype', { client_id: 'constructor' }, 'the client is not known'],
    ['no client', { client_id: undefined }, 'the client is not known'],
    ['no redirect URI', { redirect_uri: undefined }, 'the redirect_uri is missing or repeated'],
    ['another client’s', { client_id: 'portero' }, 'the redirect_uri is not registered for the client'],
    ...[
      `${CALLBACK}/`,
      `${CALLBACK}?x=1`,
      `${CALLBACK}#x`,
      'http://127.0.0.1:3001/auth/../auth/callback',
      'http://127.0.0.1:3002/auth/callback',
      'HTTP://127.0.0.1:3001/auth/callback',
      'http://127.0.0.1:3001@evil.example/auth/callback',
      'https://127.0.0.1:3001/auth/callback',
    ].map(
      (uri) =>
        [uri, { redirect_uri: uri }, 'the redirect_uri is not registered for the client'] as [string, Form, string],
    ),
  ])('is one with %s', async (_, changes, text) => {
    const response = await browse(authorizationUrl(issuer, changes));
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain(`<p class="error" lang="en">${text}</p>`);
  });

  it.each(['client_id', 'redirect_uri'])('is one with a repeated %s', async (name) => {
    const response = await browse(`${authorizationUrl(issuer)}&${name}=again`);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  it('is one whose body is no form', async () => {
    const url = issuer.endpoints.oidc.authorizeUrl ?? '';
    const response = await browse(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(400);
    expect((await submit(issuer, {})).status).toBe(400);
  });
});

const REFUSED = [
  ['response_type missing', { response_type: undefined }, 'invalid_request', 'a required parameter is missing'],
  [
    'response_type token',
    { response_type: 'token' },
    'unsupported_response_type',
    'only the response_type code is supported',
  ],
  [
    'response_type code id_token',
    { response_type: 'code id_token' },
    'unsupported_response_type',
    'only the response_type code is supported',
  ],
  [
    'response_mode fragment',
    { response_mode: 'fragment' },
    'invalid_request',
    'only the response_mode query is supported',
  ],
  ['no PKCE', { code_challenge: undefined }, 'invalid_request', 'code challenge required'],
  ['PKCE plain', { code_challenge_method: 'plain' }, 'invalid_request', 'the code challenge must be one of S256'],
  [
    'PKCE plain by default',
    { code_challenge_method: undefined },
    'invalid_request',
    'the code challenge must be one of S256',
  ],
  ['a challenge too short', { code_challenge: 'abc' }, 'invalid_request', 'the code challenge must be one of S256'],
  [
    'a challenge with padding',
    { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=' },
    'invalid_request',
    'the code challenge must be one of S256',
  ],
  ['prompt none', { prompt: 'none' }, 'login_required', 'nobody is signed in'],
  ['prompt none and more', { prompt: 'none login' }, 'invalid_request', 'the prompt is not supported'],
  ['prompt create', { prompt: 'create' }, 'invalid_request', 'the prompt is not supported'],
  ['a request object', { request: 'a.b.c' }, 'request_not_supported', 'request objects are not supported'],
  ['a request URI', { request_uri: 'urn:x' }, 'request_uri_not_supported', 'request objects are not supported'],
  ['an unknown scope', { scope: 'openid delete' }, 'invalid_scope', 'the scope exceeds what the client is granted'],
  ['an unknown API', { resource: 'api://x' }, 'invalid_target', 'the client has no single such API'],
  ['a closed API', { resource: 'api://closed' }, 'invalid_target', 'the client has no single such API'],
] as const;

describe('a request that the client is told about', () => {
  it.each(REFUSED)('is one with %s', async (_, changes, error, error_description) => {
    const response = await browse(authorizationUrl(issuer, changes));
    expect(response.status).toBe(303);
    const back = new URL(response.headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe(CALLBACK);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error,
      error_description,
      state: 'the state',
      iss: `${issuer.origin}/oidc`,
    });
  });

  it.each(['scope', 'state', 'nonce', 'code_challenge', 'prompt'])('is one with a repeated %s', async (name) => {
    const response = await browse(`${authorizationUrl(issuer, { prompt: 'login' })}&${name}=again`);
    const { searchParams } = new URL(response.headers.get('location') ?? '');
    expect(searchParams.get('error')).toBe('invalid_request');
    // Of two states neither is the client's.
    expect(searchParams.get('state')).toBe(name === 'state' ? null : 'the state');
  });
});

it('has no other method than GET and POST', async () => {
  const response = await browse(authorizationUrl(issuer), { method: 'PUT' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
});
