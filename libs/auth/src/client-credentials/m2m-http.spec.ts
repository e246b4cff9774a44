import { LoopbackServer, type ReceivedRequest } from '../../test/loopback-server.js';
import { Refusal } from '../bearer/refusal.js';
import { type GetToken, M2mHttp } from './m2m-http.js';
import { bearerFetch } from './token-fetch.js';
import type { AcquiredToken } from './token-source.js';

const bearer = (accessToken: string): AcquiredToken => ({
  accessToken,
  tokenType: 'Bearer',
  expiresIn: 60,
  outcome: 'hit',
  fetch: bearerFetch(accessToken),
});

/** Gives `token 1`, and the next one when that is rejected. */
class Tokens {
  issued = 1;
  readonly asked: Parameters<GetToken>[] = [];

  readonly get: GetToken = async (request, options) => {
    this.asked.push([request, options]);
    if (options?.rejected === this.current) this.issued += 1;
    return bearer(this.current);
  };

  get current(): string {
    return `token-${this.issued}`;
  }
}

let api: LoopbackServer;
let tokens: Tokens;
let http: M2mHttp;
/** What the API accepts. */
let accepted: string;

beforeEach(async () => {
  tokens = new Tokens();
  accepted = 'token-1';
  api = await LoopbackServer.start((response, { headers }) => {
    const good = headers.authorization === `Bearer ${accepted}`;
    response.writeHead(good ? 200 : 401, { 'content-type': 'text/plain' }).end(good ? 'served' : 'refused');
  });
  const target = { provider: 'azure', scope: 'read', audience: 'api://stock', userAgent: 'shop/1.4.0' };
  http = new M2mHttp(tokens.get, { ...target, origins: [api.url()] });
});

const sent = () => api.requests.map(({ headers }: ReceivedRequest) => headers.authorization);

it('calls with a bearer token for its target, and its own name', async () => {
  const response = await http.fetch(api.url('/items?page=2'), {
    method: 'POST',
    body: 'one',
    headers: { 'x-id': '7' },
  });

  expect([response.status, await response.text()]).toEqual([200, 'served']);
  expect(api.requests).toMatchObject([
    {
      method: 'POST',
      target: '/items?page=2',
      body: 'one',
      headers: { authorization: 'Bearer token-1', 'user-agent': 'shop/1.4.0', 'x-id': '7' },
    },
  ]);
  expect(tokens.asked).toEqual([
    [
      { provider: 'azure', scope: 'read', audience: 'api://stock' },
      { signal: undefined, rejected: undefined },
    ],
  ]);
});

it.each(['https://evil.example/', 'http://127.0.0.1:9/', 'http://localhost/'])(
  'lets no token leave for %s',
  async (url) => {
    await expect(http.fetch(url)).rejects.toThrow(TypeError);
    expect(tokens.asked).toEqual([]);
  },
);

it('does not follow a redirect', async () => {
  api.handler = (response) => response.writeHead(307, { location: 'https://evil.example/' }).end();
  expect((await http.fetch(api.url())).status).toBe(307);
});

describe('after a 401 (F-C24)', () => {
  it('renews the token and sends the request once more', async () => {
    accepted = 'token-2';
    const response = await http.fetch(api.url(), { method: 'PUT', body: new URLSearchParams({ a: '1' }) });

    expect(response.status).toBe(200);
    expect(sent()).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(api.requests.map(({ body }) => body)).toEqual(['a=1', 'a=1']);
    expect(tokens.asked[1]?.[1]).toMatchObject({ rejected: 'token-1' });
  });

  it('gives up after the second one', async () => {
    accepted = 'none';
    const response = await http.fetch(api.url());
    expect([response.status, await response.text()]).toEqual([401, 'refused']);
    expect(sent()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('does not repeat a request whose body is gone', async () => {
    accepted = 'token-2';
    const body = new Blob(['streamed']).stream();
    const response = await http.fetch(api.url(), { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(401);
    expect(sent()).toEqual(['Bearer token-1']);
  });

  it('hands the refusal on when there is no other token', async () => {
    const refusal = new Refusal('provider_unavailable');
    let asked = 0;
    const failing: GetToken = async (request, options) => {
      asked += 1;
      if (asked > 1) throw refusal;
      return tokens.get(request, options);
    };
    accepted = 'none';
    await expect(new M2mHttp(failing, { origins: [api.url()] }).fetch(api.url())).rejects.toBe(refusal);
  });

  it('does not repeat it with the same token', async () => {
    accepted = 'none';
    const same: GetToken = async () => bearer('token-1');
    expect((await new M2mHttp(same, { origins: [api.url()] }).fetch(api.url())).status).toBe(401);
    expect(sent()).toEqual(['Bearer token-1']);
  });
});

it('passes the signal of the caller on', async () => {
  const reason = new Error('no longer wanted');
  await expect(http.fetch(api.url(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(tokens.asked[0]?.[1]?.signal?.aborted).toBe(true);
});
