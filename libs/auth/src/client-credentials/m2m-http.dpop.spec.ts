import { type Handler, LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock } from '../../test/manual-clock.js';
import { proofIn } from '../../test/proof-in.js';
import { BindingKey } from './dpop/binding-key.js';
import { boundFetch } from './dpop/bound-fetch.js';
import { M2mHttp } from './m2m-http.js';
import { bearerFetch } from './token-fetch.js';
import type { AcquiredToken, TokenOptions } from './token-source.js';

const NONCE = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n1' };

/** What the API answers, in turn. */
const ANSWERS = {
  served: reply('served'),
  nonce: reply('', 401, NONCE),
  'nonce untold': reply('', 401, { ...NONCE, 'dpop-nonce': '' }),
  refused: reply('', 401, { 'www-authenticate': 'DPoP error="invalid_token"' }),
  forbidden: reply('', 403, NONCE),
} as const satisfies Record<string, Handler>;

type Answer = keyof typeof ANSWERS;

let api: LoopbackServer;
let tokenType: AcquiredToken['tokenType'];

beforeEach(async () => {
  tokenType = 'DPoP';
  api = await LoopbackServer.start(ANSWERS.served);
});

/** Calls with tokens of which each is the next one after it was rejected. */
async function call(answers: readonly Answer[], init: RequestInit = {}): Promise<Response> {
  const left = [...answers];
  api.handler = (...exchange) => ANSWERS[left.shift() ?? 'served'](...exchange);
  const key = new BindingKey(new ManualClock());
  let issued = 1;
  const getToken = async (_: unknown, { rejected }: TokenOptions = {}): Promise<AcquiredToken> => {
    if (rejected === `token-${issued}`) issued += 1;
    const accessToken = `token-${issued}`;
    const fetch = tokenType === 'DPoP' ? boundFetch(accessToken, key) : bearerFetch(accessToken);
    return { accessToken, tokenType, expiresIn: 60, outcome: 'hit', fetch };
  };
  return new M2mHttp(getToken, { origins: [api.url()], userAgent: 'shop/1.4.0' }).fetch(api.url('/items?page=2'), init);
}

const sent = () => api.requests.map(({ headers }) => headers.authorization);

it('proves its key with each request, beside its own name', async () => {
  expect((await call(['served'], { method: 'DELETE' })).status).toBe(200);
  const [request] = api.requests;
  expect(request?.headers).toMatchObject({ authorization: 'DPoP token-1', 'user-agent': 'shop/1.4.0' });
  expect((await proofIn(request)).claims).toMatchObject({ htm: 'DELETE', htu: api.url('/items') });
});

it.each<[string, readonly Answer[], number, number]>([
  ['with the nonce', ['nonce', 'served'], 200, 1],
  ['with the nonce once', ['nonce', 'nonce'], 401, 1],
  ['with a new token', ['refused', 'served'], 200, 2],
  ['with a new token once', ['refused', 'refused'], 401, 2],
  ['with the nonce, then a new token', ['nonce', 'refused', 'served'], 200, 2],
  ['with a new token, then the nonce', ['refused', 'nonce', 'served'], 200, 2],
  ['with both, and no more when the token is refused', ['nonce', 'refused', 'refused'], 401, 2],
  ['with both, and no more when another nonce is wanted', ['nonce', 'refused', 'nonce'], 401, 2],
  ['with both in turn, and no more', ['refused', 'nonce', 'refused'], 401, 2],
  ['with a new token when no nonce is told', ['nonce untold', 'served'], 200, 2],
  ['never after another status', ['forbidden'], 403, 1],
])('repeats a request %s', async (_, answers, status, tokens) => {
  const response = await call(answers, { method: 'POST', body: 'one' });
  expect([response.status, api.requests.length]).toEqual([status, answers.length]);
  expect(new Set(sent())).toEqual(new Set(Array.from({ length: tokens }, (__, i) => `DPoP token-${i + 1}`)));
  expect(api.requests.every(({ body }) => body === 'one')).toBe(true);

  const proofs = await Promise.all(api.requests.map(proofIn));
  expect(new Set(proofs.map(({ claims }) => claims.jti)).size).toBe(answers.length);
  const asked = answers.indexOf('nonce');
  const nonces = answers.map((__, i) => (asked >= 0 && i > asked ? 'n1' : undefined));
  expect(proofs.map(({ claims }) => claims.nonce)).toEqual(nonces);
});

it('does not repeat a request whose body is gone', async () => {
  const body = new Blob(['streamed']).stream();
  const response = await call(['nonce'], { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect([response.status, api.requests.map((request) => request.body)]).toEqual([401, ['streamed']]);
});

it('has no nonce to give with a bearer token', async () => {
  tokenType = 'Bearer';
  expect((await call(['nonce', 'served'])).status).toBe(200);
  expect(sent()).toEqual(['Bearer token-1', 'Bearer token-2']);
  expect(api.requests.every(({ headers }) => headers.dpop === undefined)).toBe(true);
});
