import { connect } from 'node:net';
import { jest } from '@jest/globals';
import { get, requestToken, tokenForm } from '../../test/http-client.js';
import { sendRaw } from '../../test/raw-http.js';
import { runIssuer } from '../../test/running-issuer.js';
import type { Issuer } from '../index.js';
import { PERSONALITY_NAMES } from '../personalities/registry.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer();
});

it.each(['/', '/oidc', '/oidc/jwks/', '/OIDC/jwks', '/oidc/%6Awks', '//oidc/jwks', '/azure//discovery/keys'])(
  'does not know the path %s',
  async (path) => {
    const answer = await sendRaw(issuer.origin, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toMatch(/\{"error":"not_found"\}$/);
  },
);

describe.each(PERSONALITY_NAMES)('%s', (personality) => {
  it.each([
    ['tokenUrl', 'GET', 'POST'],
    ['tokenUrl', 'PUT', 'POST'],
    ['jwksUrl', 'POST', 'GET, HEAD'],
    ['discoveryUrl', 'DELETE', 'GET, HEAD'],
  ] as const)('has no other method at %s than its own: %s', async (url, method, allow) => {
    const response = await fetch(issuer.endpoints[personality][url], { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(await response.json()).toEqual({ error: 'method_not_allowed' });
  });

  it('answers HEAD without a body', async () => {
    const response = await fetch(issuer.endpoints[personality].jwksUrl, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it.each([
    [64 * 1024 - 2, 400],
    [64 * 1024 - 1, 413],
    [5_000_000, 413],
  ])('takes a body of 64 KiB and no more: x=… of %i', async (length, status) => {
    const response = await fetch(issuer.endpoints[personality].tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ x: 'a'.repeat(length) }),
    });
    expect(response.status).toBe(status);
  });

  it.each([
    ['text/plain', 'grant_type=client_credentials'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/json', '{"grant_type":'],
    ['application/json', '[]'],
  ])('takes no body of type %s: %s', async (type, body) => {
    const { tokenUrl } = issuer.endpoints[personality];
    const response = await fetch(tokenUrl, { method: 'POST', body, headers: { 'content-type': type } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it.each(['grant_type', 'client_id', 'scope'])('refuses a repeated %s', async (name) => {
    const form = new URLSearchParams({ ...tokenForm(personality), scope: 'a' } as Record<string, string>);
    form.append(name, 'again');
    const response = await fetch(issuer.endpoints[personality].tokenUrl, { method: 'POST', body: form });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('takes no parameters from the query', async () => {
    const form = tokenForm(personality) as Record<string, string>;
    const url = `${issuer.endpoints[personality].tokenUrl}?${new URLSearchParams(form)}`;
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(response.ok).toBe(false);
  });
});

describe('the issuer’s clock', () => {
  afterEach(() => issuer.setClockSkew(0));

  it.each([
    [0, 'Tue, 14 Nov 2023 22:13:20 GMT', '2023-11-14 22:13:20Z'],
    [90, 'Tue, 14 Nov 2023 22:14:50 GMT', '2023-11-14 22:14:50Z'],
    [-3600, 'Tue, 14 Nov 2023 21:13:20 GMT', '2023-11-14 21:13:20Z'],
  ])('with a skew of %i s shows in the Date header, the tokens and the errors', async (skew, date, timestamp) => {
    issuer.setClockSkew(skew);
    const { headers, body } = await requestToken(issuer, 'azure-v1');
    expect(headers.get('date')).toBe(date);
    expect(body.expires_on).toBe(String(1_700_000_000 + skew + 3600));
    expect((await requestToken(issuer, 'azure-v1', { resource: 'x' })).body.timestamp).toBe(timestamp);
    expect(issuer.requests.at(-1)?.at).toBe(1_700_000_000_000);
  });
});

describe('what is nobody’s input', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

  afterEach(() => {
    issuer.heal();
    warn.mockClear();
  });

  afterAll(() => warn.mockRestore());

  it('is no matter when the sender hangs up in the middle of a body', async () => {
    const { hostname, port, pathname } = new URL(issuer.endpoints.oidc.tokenUrl);
    const socket = connect(Number(port), hostname);
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\ngrant_type=`);
    // Answered only after the bytes above have been read.
    expect((await get(issuer.endpoints.oidc.jwksUrl)).status).toBe(200);
    socket.resetAndDestroy();
    expect((await get(issuer.endpoints.oidc.jwksUrl)).status).toBe(200);
    expect(warn).not.toHaveBeenCalled();
  });

  it('is a warning and a 500 when the issuer is told to do the impossible', async () => {
    issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status: 42 });
    const { status, body } = await get(issuer.endpoints.oidc.jwksUrl);
    expect([status, body]).toEqual([500, { error: 'server_error' }]);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('ERR_HTTP_INVALID_STATUS_CODE'));
  });
});
