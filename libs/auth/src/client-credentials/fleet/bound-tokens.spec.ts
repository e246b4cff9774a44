import { decodeJwt } from 'jose';
import { describeWithRedis, RedisServer } from '../../../test/redis-server.js';
import { API, type ReferenceProvider, startReferenceProvider } from '../../../test/reference-provider.js';
import { tokenEndpointOf } from '../../../test/token-endpoint-of.js';
import { TokenFleet } from '../../../test/token-fleet.js';
import { boundedFetch } from '../../outbound/bounded-fetch.js';
import { systemClock } from '../../outbound/clock.js';
import { AuthEvents } from '../../telemetry/auth-events.js';
import { CachedTokenSource } from '../cached-token-source.js';
import { BindingKey } from '../dpop/binding-key.js';
import { TokenWire } from '../token-wire.js';
import { SharedRequester } from './shared-requester.js';

const SECRET = 'for tests, and long enough for a client of oidc-provider';

describeWithRedis('bound tokens of instances that share a Redis', () => {
  let redis: RedisServer;
  let provider: ReferenceProvider;
  let fleet: TokenFleet;
  let asked: number;

  beforeAll(async () => {
    redis = await RedisServer.start();
    const method = { token_endpoint_auth_method: 'client_secret_post' } as const;
    provider = await startReferenceProvider({ clients: [{ client_id: 'portero', client_secret: SECRET, ...method }] });
  });
  afterAll(() => provider.close());

  beforeEach(async () => {
    await redis.command('FLUSHALL');
    fleet = new TokenFleet(redis.url);
    asked = 0;
  });

  /** One more instance, with memory and wire of its own. */
  async function join(bindingKey?: BindingKey): Promise<CachedTokenSource> {
    const endpoint = tokenEndpointOf({
      issuer: provider.issuer,
      url: async () => `${provider.issuer}/token`,
      client: { read: async () => SECRET },
      bindingKey,
    });
    const fetch = boundedFetch({
      fetch: (to, init) => {
        asked += 1;
        return globalThis.fetch(to, init);
      },
    });
    const store = await fleet.joinStore({ clock: systemClock });
    const shared = new SharedRequester(new TokenWire(endpoint, fetch, systemClock), store);
    return new CachedTokenSource(endpoint, shared, systemClock, new AuthEvents());
  }

  const jktOf = (accessToken: string) => decodeJwt<{ cnf?: { jkt: string } }>(accessToken).cnf?.jkt;

  it('are never handed to an instance with another key', async () => {
    const keys = [new BindingKey(systemClock), new BindingKey(systemClock)];
    const instances = await Promise.all(keys.map(join));
    for (let round = 0; round < 2; round += 1) {
      const tokens = await Promise.all(instances.map((one) => one.get()));
      expect(tokens.map(({ accessToken }) => jktOf(accessToken))).toEqual(
        await Promise.all(keys.map((key) => key.thumbprint())),
      );
    }
    expect(asked).toBe(2);
    expect(decodeJwt((await instances[0]?.get())?.accessToken ?? '').aud).toBe(API);
  });

  it('are handed to whoever has the same key, as bearer tokens are to all', async () => {
    const key = new BindingKey(systemClock);
    for (const bindingKey of [key, undefined]) {
      asked = 0;
      const [one, two] = [await join(bindingKey), await join(bindingKey)];
      expect((await one.get()).accessToken).toBe((await two.get()).accessToken);
      expect(asked).toBe(1);
    }
  });

  it('are not mixed with bearer tokens', async () => {
    const [bound, bearer] = [await join(new BindingKey(systemClock)), await join()];
    const tokens = [await bound.get(), await bearer.get()];
    expect(tokens.map(({ tokenType }) => tokenType)).toEqual(['DPoP', 'Bearer']);
    expect(tokens.map(({ accessToken }) => jktOf(accessToken) !== undefined)).toEqual([true, false]);
  });
});
