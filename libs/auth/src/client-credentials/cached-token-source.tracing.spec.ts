import { ManualClock } from '../../test/manual-clock.js';
import { recordedSpans, recordSpans } from '../../test/recorded-spans.js';
import { tokenEndpointOf } from '../../test/token-endpoint-of.js';
import { Refusal } from '../bearer/refusal.js';
import { AuthEvents } from '../telemetry/auth-events.js';
import { traced } from '../telemetry/tracing.js';
import { CachedTokenSource } from './cached-token-source.js';
import type { IssuedToken } from './token-requester.js';

const PROVIDER = { 'portero.provider': 'op' };

let clock: ManualClock;
let source: CachedTokenSource;
let answer: () => Promise<IssuedToken>;

beforeAll(recordSpans);
beforeEach(() => {
  clock = new ManualClock();
  answer = async () => ({ accessToken: crypto.randomUUID(), lifetime: 3600, expiresAt: clock.now() + 3_600_000 });
  source = new CachedTokenSource(tokenEndpointOf(), { request: () => answer() }, clock, new AuthEvents(), () => 0);
});

/** What runs beside the callers comes to its end. */
const settle = () => new Promise(setImmediate);
const outline = () => recordedSpans().map(({ name, attributes }) => [name, attributes['portero.cache']]);

it('is one span for a token from memory', async () => {
  await source.get({ scope: 'read' });
  const miss = recordedSpans();
  expect(miss).toMatchObject([
    { name: 'portero.token.request', parent: miss[1]?.spanId, linked: [] },
    { name: 'portero.token', parent: undefined, linked: [] },
  ]);
  const about = { ...PROVIDER, 'portero.scope': 'read', 'portero.cache': 'miss' };
  expect(miss.map(({ attributes }) => attributes)).toEqual([about, about]);

  await source.get({ scope: 'read' });
  expect(recordedSpans().slice(2)).toMatchObject([
    { name: 'portero.token', attributes: { ...about, 'portero.cache': 'hit' } },
  ]);
});

it('says of a token that another instance has asked for', async () => {
  const fromProvider = answer;
  answer = async () => ({ ...(await fromProvider()), from: 'shared_store' });
  await source.get();
  expect(recordedSpans()[0]).toMatchObject({
    name: 'portero.token.request',
    attributes: { 'portero.cache': 'miss', 'portero.from': 'shared_store' },
  });
});

it('links who waits for a request of another caller to that request', async () => {
  await Promise.all([source.get(), source.get()]);
  const [request, ...waiters] = recordedSpans();
  expect(outline()).toEqual([
    ['portero.token.request', 'miss'],
    ['portero.token', 'miss'],
    ['portero.token', 'coalesced'],
  ]);
  expect(waiters.map(({ linked }) => linked)).toEqual([[], [request?.spanId]]);
  expect(waiters.map(({ spanId }) => spanId === request?.parent)).toEqual([true, false]);
});

it('makes a renewal a trace of its own, with a link to the caller that it began beside', async () => {
  await source.get();
  clock.advance(3_550_000);
  await traced('caller', {}, () => source.get());
  await settle();
  const renewed = recordedSpans().slice(2);
  const [token, renewal] = ['portero.token', 'portero.token.request'].map((one) =>
    renewed.find(({ name }) => name === one),
  );
  expect(token).toMatchObject({ name: 'portero.token', attributes: { 'portero.cache': 'refresh' } });
  expect(renewal).toMatchObject({
    name: 'portero.token.request',
    attributes: { 'portero.cache': 'refresh' },
    parent: undefined,
    linked: [token?.spanId],
  });
  expect(renewal?.traceId).not.toBe(token?.traceId);
});

it('ends with the reason when there is no token, and links nobody to what is over', async () => {
  answer = async () => {
    throw new Refusal('client_refused', { actual: 'hush' });
  };
  for (let i = 0; i < 2; i++) await expect(source.get()).rejects.toThrow(Refusal);
  const failed = { code: 2, message: 'client_refused' };
  expect(recordedSpans().map(({ status, linked }) => [status, linked])).toEqual(Array(4).fill([failed, []]));
  expect(recordedSpans()[0]?.attributes).toEqual({
    ...PROVIDER,
    'portero.cache': 'miss',
    'portero.reason': 'client_refused',
    'error.type': 'client_refused',
  });
});
