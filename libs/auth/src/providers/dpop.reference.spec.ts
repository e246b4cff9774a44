import { BoundTokenApi } from '../../test/bound-token-api.js';
import { proofIn } from '../../test/proof-in.js';
import { API, type ReferenceProvider, startReferenceProvider } from '../../test/reference-provider.js';
import { settingsOf } from '../../test/settings-of.js';
import { M2mHttp } from '../client-credentials/m2m-http.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { systemClock } from '../outbound/clock.js';
import { createPassport } from '../passport/passport-instance.js';
import { type AuthEvent, AuthEvents } from '../telemetry/auth-events.js';
import { buildProvider } from './provider.js';
import { Providers } from './providers.js';

const clientSecret = 'for tests, and long enough for a client of oidc-provider';
const CLIENT = { client_id: 'caller', client_secret: clientSecret };

describe.each([false, true])('oidc-provider that wants a nonce: %s', (dpopNonce) => {
  let provider: ReferenceProvider;
  let api: BoundTokenApi;
  let providers: Providers;
  let heard: AuthEvent[];
  /** How often the provider was asked for a token. */
  let asked: number;

  beforeAll(async () => {
    const clients = [{ ...CLIENT, dpop_bound_access_tokens: true }];
    provider = await startReferenceProvider({ clients, dpopNonce });
  });
  afterAll(() => provider.close());

  beforeEach(async () => {
    api = await BoundTokenApi.start(provider.issuer, API);
    heard = [];
    asked = 0;
    const events = new AuthEvents();
    events.listen((event) => heard.push(event));
    const fetch = boundedFetch({
      fetch: (to, init) => {
        asked += Number(init?.method === 'POST');
        return globalThis.fetch(to, init);
      },
    });
    const surroundings = { fetch, clock: systemClock, events, passport: createPassport() };
    const client = { issuer: provider.issuer, audience: API, clientId: 'caller', clientSecret, scope: 'read:students' };
    const named = (name: string) => ({ ...settingsOf('oidc', { ...client, dpop: 'on' }), kind: 'oidc' as const, name });
    providers = new Providers(['one', 'two'].map((name) => buildProvider(named(name), surroundings)));
  });

  const httpOf = (name: string) =>
    new M2mHttp(providers.getToken.bind(providers), { provider: name, origins: [api.server.url()] });
  const jkts = () => api.served.map(({ cnf }) => cnf?.jkt);

  it('gives tokens that an API takes with the proofs that go with them', async () => {
    const http = httpOf('one');
    const urls = ['/items?page=1', '/items?page=2', '/'].map((target) => api.server.url(target));
    for (const url of urls) expect(await (await http.fetch(url, { method: 'POST' })).text()).toBe('served');

    const proofs = await Promise.all(api.server.requests.map(proofIn));
    expect(new Set(proofs.map(({ claims }) => claims.jti)).size).toBe(3);
    expect(jkts()).toEqual(proofs.map(({ thumbprint }) => thumbprint));
    expect(new Set(jkts()).size).toBe(1);
    expect(asked).toBe(dpopNonce ? 2 : 1);
  });

  it('renews a token under the same key, without asking for a nonce again', async () => {
    const first = await providers.getToken({});
    const second = await providers.getToken({}, { rejected: first.accessToken });
    expect([first.tokenType, second.tokenType, first.accessToken === second.accessToken]).toEqual([
      'DPoP',
      'DPoP',
      false,
    ]);
    for (const token of [first, second]) expect((await token.fetch(api.server.url())).status).toBe(200);
    expect(new Set(jkts()).size).toBe(1);
    expect(asked).toBe(dpopNonce ? 3 : 2);
  });

  it('gives each instance tokens under a key of its own', async () => {
    for (const name of ['one', 'two']) expect((await httpOf(name).fetch(api.server.url())).status).toBe(200);
    expect(new Set(jkts()).size).toBe(2);
  });

  it('gives tokens that are of no use with the proofs of another key', async () => {
    const [one, two] = await Promise.all(['one', 'two'].map((name) => providers.getToken({ provider: name })));
    await one?.fetch(api.server.url());
    const proof = String(api.server.requests[0]?.headers.dpop);
    const stolen = { authorization: `DPoP ${two?.accessToken}`, dpop: proof };
    expect((await fetch(api.server.url(), { headers: stolen })).status).toBe(401);
    expect(
      (await fetch(api.server.url(), { headers: { ...stolen, authorization: `Bearer ${two?.accessToken}` } })).status,
    ).toBe(401);
  });

  it('is told of without token and proof', async () => {
    await httpOf('one').fetch(api.server.url());
    const [expiresIn, seconds] = [expect.any(Number), expect.any(Number)];
    expect(heard).toEqual([
      { name: 'token_cache', provider: 'one', outcome: 'miss' },
      { name: 'token_attempted', provider: 'one', attempt: 1, outcome: 'issued', seconds },
      { name: 'token_issued', provider: 'one', outcome: 'miss', from: 'provider', expiresIn, seconds },
    ]);
  });
});
