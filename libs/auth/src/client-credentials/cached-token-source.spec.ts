import { ManualClock } from '../../test/manual-clock.js';
import { tokenEndpointOf } from '../../test/token-endpoint-of.js';
import { tokenDigest, tokenName } from '../bearer/token-digest.js';
import { OutboundError } from '../outbound/outbound-error.js';
import { type AuthEvent, AuthEvents } from '../telemetry/auth-events.js';
import { CachedTokenSource } from './cached-token-source.js';
import { TokenWire } from './token-wire.js';

const DOWN = new OutboundError('unreachable', 'https://op.example cannot be reached (ECONNREFUSED)');

/** A provider that numbers its tokens, and the source that asks it. */
class TokenProvider {
  readonly clock = new ManualClock();
  readonly heard: AuthEvent[] = [];
  /** What the cache said to each caller. */
  readonly served: string[] = [];
  asked = 0;
  answer: () => Promise<Response> = this.tokenFor(3600);
  /** Where in the margin before the margin a renewal begins. */
  moment = 0;
  readonly source: CachedTokenSource;

  constructor() {
    const events = new AuthEvents();
    events.listen((event) => {
      if (event.name === 'token_cache') this.served.push(`${event.provider} ${event.outcome}`);
      else this.heard.push(event);
    });
    const fetch = () => {
      this.asked += 1;
      return this.answer();
    };
    const endpoint = tokenEndpointOf();
    const wire = new TokenWire(endpoint, fetch, this.clock);
    this.source = new CachedTokenSource(endpoint, wire, this.clock, events, () => this.moment);
  }

  tokenFor(expires_in?: number) {
    return async () => Response.json({ access_token: `token ${this.asked}`, token_type: 'Bearer', expires_in });
  }
}

/** Lets what runs beside the callers come to its end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const refused = async () => Response.json({ error: 'invalid_client' }, { status: 401 });
const throttled = async () => new Response(null, { status: 429 });
const down = async () => Promise.reject(DOWN);

let provider: TokenProvider;

beforeEach(() => {
  provider = new TokenProvider();
});

it('asks for the first token and hands it out again', async () => {
  const times = { expiresIn: 3600, outcome: 'miss' };
  const first = {
    accessToken: 'token 1',
    tokenType: 'Bearer',
    scope: undefined,
    fetch: expect.any(Function),
    ...times,
  };
  expect(await provider.source.get()).toEqual(first);
  const issued = {
    name: 'token_issued',
    provider: 'op',
    outcome: 'miss',
    from: 'provider',
    expiresIn: 3600,
    seconds: 0,
  };
  expect(provider.heard).toEqual([issued]);
  provider.clock.advance(1_500);
  expect(await provider.source.get()).toEqual({ ...first, expiresIn: 3598, outcome: 'hit' });
  expect([provider.asked, provider.heard.length]).toEqual([1, 1]);
  expect(provider.served).toEqual(['op miss', 'op hit']);
});

it('asks once for a hundred callers (F-C04)', async () => {
  const tokens = await Promise.all(Array.from({ length: 100 }, () => provider.source.get()));
  expect(new Set(tokens.map(({ accessToken }) => accessToken))).toEqual(new Set(['token 1']));
  expect([provider.asked, provider.heard.length]).toEqual([1, 1]);
  expect(provider.served).toEqual(['op miss', ...Array(99).fill('op coalesced')]);
});

it('tells how long a token, or its refusal, was waited for', async () => {
  const slowly = (answer: () => Promise<Response>) => () => {
    provider.clock.advance(250);
    return answer();
  };
  provider.answer = slowly(refused);
  await expect(provider.source.get()).rejects.toThrow();
  provider.answer = slowly(provider.tokenFor(3600));
  await provider.source.get();
  expect(provider.heard).toMatchObject([
    { name: 'token_failed', seconds: 0.25 },
    { name: 'token_issued', seconds: 0.25 },
  ]);
});

it('shares a failure among a hundred callers and does not keep it (F-C04, F-C11)', async () => {
  provider.answer = refused;
  const settled = await Promise.allSettled(Array.from({ length: 100 }, () => provider.source.get()));
  const reasons = new Set(settled.map((one) => one.status === 'rejected' && one.reason.reason));
  expect([reasons, provider.asked]).toEqual([new Set(['client_refused']), 1]);
  const actual = 'status 401, invalid_client';
  expect(provider.heard).toEqual([
    { name: 'token_failed', provider: 'op', reason: 'client_refused', code: 'invalid_client', actual, seconds: 0 },
  ]);

  provider.answer = provider.tokenFor(3600);
  expect(await provider.source.get()).toMatchObject({ accessToken: 'token 2', outcome: 'miss' });
});

it('counts the lifetime from before the request (RFC 6749 §5.1)', async () => {
  provider.answer = async () => {
    provider.clock.advance(4_500);
    return provider.tokenFor(3600)();
  };
  expect(await provider.source.get()).toMatchObject({ expiresIn: 3595 });
});

it('does not go by the wall clock (F-B14)', async () => {
  await provider.source.get();
  provider.clock.setWall(0);
  expect(await provider.source.get()).toMatchObject({ expiresIn: 3600, outcome: 'hit' });
});

it.each([
  ['an hour', 3600, 3600, 3540_000],
  ['nothing, which is five minutes (F-C19)', undefined, 300, 270_000],
  ['1e12, which is a day (F-C22)', 1e12, 86_400, 86_340_000],
  ['ten seconds (F-C23)', 10, 10, 9_000],
])('renews a token with %s shortly before its end, beside its callers', async (_, expiresIn, seconds, renewAfter) => {
  provider.answer = provider.tokenFor(expiresIn);
  expect(await provider.source.get()).toMatchObject({ accessToken: 'token 1', expiresIn: seconds });
  provider.clock.advance(renewAfter - 1);
  expect(await provider.source.get()).toMatchObject({ accessToken: 'token 1', outcome: 'hit' });
  provider.clock.advance(1);
  expect(await provider.source.get()).toMatchObject({ accessToken: 'token 1', outcome: 'refresh' });
  await settle();
  expect(await provider.source.get()).toMatchObject({ accessToken: 'token 2', outcome: 'hit', expiresIn: seconds });
  expect(provider.heard.at(-1)).toMatchObject({ name: 'token_issued', outcome: 'refresh' });
  expect(provider.served.slice(-2)).toEqual(['op refresh', 'op hit']);
});

it('begins to renew at a random moment, at most one margin earlier', async () => {
  provider.moment = 0.5;
  await provider.source.get();
  provider.clock.advance(3_600_000 - 90_000 - 1);
  expect(await provider.source.get()).toMatchObject({ outcome: 'hit' });
  provider.clock.advance(1);
  expect(await provider.source.get()).toMatchObject({ outcome: 'refresh' });
});

it('lets nobody wait for a renewal, and asks once however many come meanwhile', async () => {
  await provider.source.get();
  provider.clock.advance(3_540_000);
  provider.answer = () => new Promise(() => {});
  const tokens = await Promise.all(Array.from({ length: 100 }, () => provider.source.get()));
  expect(new Set(tokens.map(({ accessToken }) => accessToken))).toEqual(new Set(['token 1']));
  await settle();
  expect(provider.asked).toBe(2);
});

it('hands out a token that lives no second to those who wait for it, and does not keep it (F-C20)', async () => {
  provider.answer = provider.tokenFor(0);
  const both = await Promise.all([provider.source.get(), provider.source.get()]);
  expect(both).toMatchObject(Array(2).fill({ accessToken: 'token 1', expiresIn: 0, outcome: 'miss' }));
  expect(await provider.source.get()).toMatchObject({ accessToken: 'token 2', outcome: 'miss' });
});

describe.each([
  ['is down', down, 'provider_unavailable'],
  ['is throttling', throttled, 'provider_throttled'],
  ['no longer takes the secret (F-C25)', refused, 'client_refused'],
])('when the provider %s later', (_, answer, reason) => {
  beforeEach(async () => {
    await provider.source.get();
    provider.answer = answer;
  });

  it('the token in hand serves without a request (F-C02)', async () => {
    provider.clock.advance(3539_999);
    expect(await provider.source.get()).toMatchObject({ accessToken: 'token 1', outcome: 'hit', expiresIn: 60 });
    expect(provider.asked).toBe(1);
  });

  it('it serves to its end, and the provider is left alone between two tries (F-C03)', async () => {
    provider.clock.advance(3_540_000);
    expect(await provider.source.get()).toMatchObject({ accessToken: 'token 1', outcome: 'refresh', expiresIn: 60 });
    await settle();
    expect([provider.asked, provider.heard.at(-1)]).toMatchObject([2, { name: 'token_failed', reason }]);

    provider.clock.advance(4_999);
    expect(await provider.source.get()).toMatchObject({ accessToken: 'token 1', outcome: 'hit' });
    provider.clock.advance(1);
    expect(await provider.source.get()).toMatchObject({ accessToken: 'token 1', outcome: 'refresh', expiresIn: 55 });
    await settle();
    expect(provider.asked).toBe(3);
  });

  it('callers are told so once it has ended', async () => {
    provider.clock.advance(3600_000);
    await expect(provider.source.get()).rejects.toMatchObject({ reason });
  });
});

describe('a caller that no longer wants to wait (F-C27)', () => {
  const reason = new Error('no longer wanted');

  it('ends alone; the request goes on for the others', async () => {
    const caller = new AbortController();
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    provider.answer = () => finished.then(provider.tokenFor(3600));
    const waiting = provider.source.get({}, { signal: caller.signal });
    const other = provider.source.get();
    caller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    finish();
    expect(await other).toMatchObject({ accessToken: 'token 1' });
    expect(await provider.source.get()).toMatchObject({ accessToken: 'token 1', outcome: 'hit' });
  });
});

describe('a token that an API refuses (F-C24)', () => {
  it('is renewed at once', async () => {
    const { accessToken: rejected } = await provider.source.get();
    expect(await provider.source.get({}, { rejected })).toMatchObject({ accessToken: 'token 2', outcome: 'miss' });
    expect(await provider.source.get()).toMatchObject({ accessToken: 'token 2', outcome: 'hit' });
  });

  it('is renewed once for all whose call was refused', async () => {
    const { accessToken: rejected } = await provider.source.get();
    const first = provider.source.get({}, { rejected });
    const others = Array.from({ length: 10 }, () => provider.source.get({}, { rejected }));
    expect(await first).toMatchObject({ accessToken: 'token 2' });
    await Promise.all(others);
    expect(await provider.source.get({}, { rejected })).toMatchObject({ accessToken: 'token 2', outcome: 'hit' });
    expect(provider.asked).toBe(2);
  });

  it('is not handed out again when it cannot be renewed', async () => {
    const { accessToken: rejected } = await provider.source.get();
    provider.answer = down;
    await expect(provider.source.get({}, { rejected })).rejects.toMatchObject({ reason: 'provider_unavailable' });
  });
});

it('tells when another scope was granted than asked for', async () => {
  provider.answer = async () =>
    Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 60, scope: 'read extra' });
  await provider.source.get({ scope: 'read write' });
  expect(provider.heard.at(-1)).toEqual({ name: 'scope_differs', provider: 'op', missing: 'write', added: 'extra' });
});

it.each([
  ['scopes', { scope: 'read' }, { scope: 'write' }],
  ['audiences', { audience: 'api://students' }, { audience: 'api://teachers' }],
  ['a scope and none', { scope: 'read' }, {}],
])('keeps the tokens of two %s apart (F-C28)', async (_, one, two) => {
  const tokens = await Promise.all([provider.source.get(one), provider.source.get(two)]);
  expect([provider.asked, tokens[0].outcome, tokens[1].outcome]).toEqual([2, 'miss', 'miss']);
  expect(await provider.source.get(one)).toEqual({ ...tokens[0], outcome: 'hit' });
  expect(await provider.source.get(two)).toEqual({ ...tokens[1], outcome: 'hit' });
});

it('takes a scope in another order for the same', async () => {
  await provider.source.get({ scope: 'read write' });
  expect(await provider.source.get({ scope: 'write read' })).toMatchObject({ accessToken: 'token 1', outcome: 'hit' });
});

it('keeps a thousand tokens, and lets the one go that was not used for longest', async () => {
  for (let i = 0; i <= 1_000; i += 1) await provider.source.get({ scope: `s${i}` });
  expect(await provider.source.get({ scope: 's1000' })).toMatchObject({ outcome: 'hit' });
  expect(await provider.source.get({ scope: 's1' })).toMatchObject({ outcome: 'hit' });
  expect(await provider.source.get({ scope: 's0' })).toMatchObject({ outcome: 'miss' });
});

describe('for those who watch', () => {
  it('tells of the tokens in memory, the latest used first, and of none that is over', async () => {
    provider.answer = provider.tokenFor(100);
    await provider.source.get({ scope: 'short' });
    provider.answer = provider.tokenFor(3600);
    await provider.source.get();
    provider.clock.advance(1_500);
    const held = [
      { name: tokenName(tokenDigest('token 2')), scope: undefined, age: 1.5, remaining: 3598.5, renewsIn: 3538.5 },
      { name: tokenName(tokenDigest('token 1')), scope: undefined, age: 1.5, remaining: 98.5, renewsIn: 88.5 },
    ];
    expect(provider.source.held()).toEqual(held);
    provider.clock.advance(98_500);
    expect(provider.source.held()).toMatchObject([{ age: 100, remaining: 3500 }]);
  });

  it('forgets them: the next caller waits for another one', async () => {
    await provider.source.get();
    provider.source.forget();
    expect(provider.source.held()).toEqual([]);
    expect(await provider.source.get()).toMatchObject({ accessToken: 'token 2', outcome: 'miss' });
  });
});
