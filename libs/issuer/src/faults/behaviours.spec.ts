import { get, requestToken } from '../../test/http-client.js';
import { sendRaw } from '../../test/raw-http.js';
import { runIssuer } from '../../test/running-issuer.js';
import type { Fault, Issuer } from '../index.js';

let issuer: Issuer;

beforeAll(async () => {
  issuer = await runIssuer();
});

afterEach(() => issuer.heal());

function struck(fault: Fault): Promise<Response> {
  issuer.injectFault({ endpoint: 'jwks' }, fault);
  return fetch(issuer.endpoints.oidc.jwksUrl, { redirect: 'manual' });
}

async function rightText(): Promise<string> {
  return (await fetch(issuer.endpoints.oidc.jwksUrl)).text();
}

/** Errors of the built-in fetch are not `instanceof Error` inside jest. */
function failure(pending: Promise<unknown>): Promise<{ name: string; code?: string }> {
  return pending.then(
    () => ({ name: 'none' }),
    (error) => ({ name: error.name, code: error.cause?.code }),
  );
}

it('status sends status, headers and a JSON body', async () => {
  const headers = { 'Retry-After': '7', 'x-ratelimit-remaining': '0' };
  const response = await struck({ kind: 'status', status: 429, headers, body: { error: 'too_many_requests' } });
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('7');
  expect(response.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(await response.json()).toEqual({ error: 'too_many_requests' });
});

it('status sends nothing else when it has no body', async () => {
  const response = await struck({ kind: 'status', status: 403 });
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([403, null, '']);
});

it('slow sends the right answer', async () => {
  const response = await struck({ kind: 'slow', milliseconds: 1 });
  expect(await response.json()).toEqual({ keys: [expect.objectContaining({ kty: 'RSA' })] });
});

it('hang never answers', async () => {
  const aborted = new AbortController();
  issuer.injectFault({ endpoint: 'jwks' }, { kind: 'hang' });
  const before = issuer.requests.length;
  const pending = failure(fetch(issuer.endpoints.oidc.jwksUrl, { signal: aborted.signal }));
  while (issuer.requests.length === before) await new Promise(setImmediate);
  aborted.abort();
  expect(await pending).toMatchObject({ name: 'AbortError' });
});

it('hang_after_headers sends headers and no body', async () => {
  const response = await struck({ kind: 'hang_after_headers' });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  const reader = response.body?.getReader();
  const first = await Promise.race([reader?.read(), new Promise((resolve) => setImmediate(resolve, 'nothing yet'))]);
  expect(first).toBe('nothing yet');
  await reader?.cancel();
});

it('reset resets the connection', async () => {
  issuer.injectFault({ endpoint: 'jwks' }, { kind: 'reset' });
  await expect(sendRaw(issuer.origin, 'GET /oidc/jwks HTTP/1.1\r\nHost: x\r\n\r\n')).rejects.toMatchObject({
    code: 'ECONNRESET',
  });
});

it('html sends a page', async () => {
  const response = await struck({ kind: 'html' });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html']);
  expect(await response.text()).toMatch(/^<!doctype html>/);
});

it('truncated cuts the JSON', async () => {
  const right = await rightText();
  const response = await struck({ kind: 'truncated' });
  expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
  expect(await response.text()).toBe(right.slice(0, right.length / 2));
});

it.each([1_000, 65_536, 1_000_000])('huge sends %i bytes of right JSON', async (bytes) => {
  const right = await rightText();
  const text = await (await struck({ kind: 'huge', bytes })).text();
  expect(Buffer.byteLength(text)).toBe(bytes);
  expect(text.trim()).toBe(right);
});

it('wrong_content_type sends the right JSON as text', async () => {
  const right = await rightText();
  const response = await struck({ kind: 'wrong_content_type' });
  expect([response.headers.get('content-type'), await response.text()]).toEqual(['text/plain', right]);
});

it('redirect sends elsewhere', async () => {
  const response = await struck({ kind: 'redirect', location: 'http://127.0.0.1:1/' });
  expect([response.status, response.headers.get('location')]).toEqual([307, 'http://127.0.0.1:1/']);
});

it.each([
  [undefined, 200],
  [400, 400],
])('body replaces the JSON, with status %p', async (status, sent) => {
  const response = await struck({ kind: 'body', status, body: ['not', 'an', 'object'] });
  expect([response.status, await response.json()]).toEqual([sent, ['not', 'an', 'object']]);
});

it('strikes before the endpoint does anything', async () => {
  issuer.injectFault({ endpoint: 'token' }, { kind: 'status', status: 503 });
  expect((await requestToken(issuer, 'oidc')).status).toBe(503);
  expect(issuer.requests.at(-1)).not.toHaveProperty('authenticatedBy');
});

it('keeps the issuer well for the next request', async () => {
  await failure(struck({ kind: 'reset' }));
  issuer.heal();
  expect((await get(issuer.endpoints.oidc.jwksUrl)).status).toBe(200);
});
