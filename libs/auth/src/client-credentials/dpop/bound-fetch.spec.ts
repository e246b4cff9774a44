import { createHash } from 'node:crypto';
import { LoopbackServer, reply } from '../../../test/loopback-server.js';
import { ManualClock, START_SECONDS } from '../../../test/manual-clock.js';
import { proofIn } from '../../../test/proof-in.js';
import { BindingKey } from './binding-key.js';
import { boundFetch, wantsNonce } from './bound-fetch.js';

const TOKEN = 'ACCESS-TOKEN';
const ATH = createHash('sha256').update(TOKEN).digest('base64url');

let api: LoopbackServer;
let key: BindingKey;
let fetchWithToken: ReturnType<typeof boundFetch>;

beforeEach(async () => {
  api = await LoopbackServer.start(reply('served'));
  key = new BindingKey(new ManualClock());
  fetchWithToken = boundFetch(TOKEN, key);
});

it('proves the key for the method and the URL without query and fragment (RFC 9449 §4.2)', async () => {
  await fetchWithToken(api.url('/items/a%20b?page=2#top'), { method: 'PUT', body: 'one', headers: { 'x-id': '7' } });

  const [request] = api.requests;
  expect(request).toMatchObject({ method: 'PUT', target: '/items/a%20b?page=2', body: 'one' });
  expect(request?.headers).toMatchObject({ authorization: `DPoP ${TOKEN}`, 'x-id': '7', 'user-agent': 'node' });
  expect(await proofIn(request)).toEqual({
    claims: { htm: 'PUT', htu: api.url('/items/a%20b'), ath: ATH, iat: START_SECONDS, jti: expect.any(String) },
    thumbprint: await key.thumbprint(),
  });
});

it('makes a proof for each request', async () => {
  await Promise.all([fetchWithToken(api.url()), fetchWithToken(api.url()), fetchWithToken(new URL(api.url()))]);
  const proofs = await Promise.all(api.requests.map(proofIn));
  expect(new Set(proofs.map(({ claims }) => claims.jti)).size).toBe(3);
  expect(proofs.map(({ claims }) => claims.htm)).toEqual(['GET', 'GET', 'GET']);
});

it('takes the place of credentials and proof that were there', async () => {
  await fetchWithToken(api.url(), { headers: { authorization: 'Basic eA==', dpop: 'another' } });
  expect(api.requests[0]?.headers.authorization).toBe(`DPoP ${TOKEN}`);
  expect((await proofIn(api.requests[0])).claims.ath).toBe(ATH);
});

it('remembers the nonce of each origin, from a refusal and from a good answer (RFC 9449 §8.2, §9)', async () => {
  const other = await LoopbackServer.start(reply('', 200, { 'dpop-nonce': 'of the other' }));
  const challenge = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'of the api' };
  api.handler = reply('wanted', 401, challenge);

  const refused = await fetchWithToken(api.url('/a'));
  expect([refused.status, await refused.text()]).toEqual([401, 'wanted']);
  for (const url of [api.url('/b'), other.url(), other.url()]) await fetchWithToken(url);

  const nonces = async ({ requests }: LoopbackServer) =>
    (await Promise.all(requests.map(proofIn))).map(({ claims }) => claims.nonce);
  expect(await nonces(api)).toEqual([undefined, 'of the api']);
  expect(await nonces(other)).toEqual([undefined, 'of the other']);
});

it('follows no redirect', async () => {
  api.handler = reply('', 307, { location: 'https://evil.example/' });
  expect((await fetchWithToken(api.url())).status).toBe(307);
});

it('sends by what it is given, and passes its faults and the signal of the caller on', async () => {
  const fault = new Error('unreachable');
  await expect(fetchWithToken(api.url(), {}, async () => Promise.reject(fault))).rejects.toBe(fault);
  const reason = new Error('no longer wanted');
  await expect(fetchWithToken(api.url(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(api.requests).toEqual([]);
});

it.each<[boolean, number, Record<string, string>]>([
  [true, 401, { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n' }],
  [true, 401, { 'www-authenticate': 'dpop algs="ES256", error=use_dpop_nonce', 'dpop-nonce': 'n' }],
  [true, 401, { 'www-authenticate': 'Bearer realm="x", DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n' }],
  [false, 401, { 'www-authenticate': 'DPoP error="use_dpop_nonce"' }],
  [false, 400, { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n' }],
  [false, 401, { 'www-authenticate': 'DPoP error="invalid_token"', 'dpop-nonce': 'n' }],
  [false, 401, { 'www-authenticate': 'Bearer error="use_dpop_nonce"', 'dpop-nonce': 'n' }],
  [false, 401, { 'dpop-nonce': 'n' }],
  [false, 401, { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': '' }],
])('says %s to a nonce being wanted by a %d with %j', (wanted, status, headers) => {
  expect(wantsNonce(new Response(null, { status, headers }))).toBe(wanted);
});
