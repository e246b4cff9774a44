import type { Provider } from '@portero/auth';
import { Registry } from 'prom-client';
import { measureState, type State } from './state-metrics.js';

const NOW = Date.UTC(2026, 0, 1);
const WEEK = 7 * 24 * 60 * 60;

type Client = NonNullable<Provider['client']>;

const provider = (name: string, ages: readonly number[], client?: Partial<Client>, offset?: number) =>
  ({
    name,
    issuers: ages.map((age) => ({ keys: { age: () => age } })),
    clockOffset: () => offset,
    client,
  }) as unknown as Provider;

const client = (breaker: ReturnType<Client['breaker']>, end: () => Promise<Date | undefined>) => ({
  breaker: () => breaker,
  credentialExpiry: end,
});

async function samplesOf(state: Partial<State>): Promise<string[]> {
  const registry = new Registry();
  measureState({ providers: [], sharedStore: { up: undefined }, clock: { now: () => NOW }, ...state }, registry);
  await registry.metrics();
  return (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

it.each(['closed', 'half_open', 'open'] as const)('shows a breaker that is %s', async (state) => {
  const one = provider(
    'main',
    [],
    client(state, async () => undefined),
  );
  expect(await samplesOf({ providers: [one, provider('silent', [])] })).toEqual(
    ['closed', 'half_open', 'open'].map(
      (each) => `portero_breaker_state{provider="main",state="${each}"} ${each === state ? 1 : 0}`,
    ),
  );
});

it('shows the age of the oldest keys that are held, and none where none are', async () => {
  const never = Number.POSITIVE_INFINITY;
  const providers = [provider('azure', [61_500, never]), provider('two', [1_000, 2_000]), provider('new', [never])];
  expect(await samplesOf({ providers })).toEqual([
    'portero_key_set_age_seconds{provider="azure"} 61.5',
    'portero_key_set_age_seconds{provider="two"} 2',
  ]);
});

it('shows how far the clocks of providers are ahead, and nothing of one that has not answered', async () => {
  const providers = [provider('ahead', [], undefined, 300), provider('behind', [], undefined, -2), provider('new', [])];
  expect(await samplesOf({ providers })).toEqual([
    'portero_provider_clock_offset_seconds{provider="ahead"} 300',
    'portero_provider_clock_offset_seconds{provider="behind"} -2',
  ]);
});

it('shows when credentials end, and nothing where nobody can tell', async () => {
  const ends: [string, () => Promise<Date | undefined>][] = [
    ['lasting', async () => new Date(NOW + WEEK * 1_000)],
    ['over', async () => new Date(NOW - 1_500)],
    ['unknown', async () => undefined],
    ['unreadable', () => Promise.reject(new Error('no such file'))],
  ];
  const providers = ends.map(([name, end]) => provider(name, [], client('closed', end)));
  const samples = await samplesOf({ providers });
  expect(samples.filter((line) => line.startsWith('portero_credential'))).toEqual([
    `portero_credential_expiry_seconds{provider="lasting"} ${WEEK}`,
    'portero_credential_expiry_seconds{provider="over"} -1.5',
  ]);
});

it('forgets the end of credentials that can no longer be read', async () => {
  const registry = new Registry();
  const ends = [new Date(NOW + 1_000), undefined];
  const one = provider(
    'main',
    [],
    client('closed', async () => ends.shift()),
  );
  measureState({ providers: [one], sharedStore: { up: undefined }, clock: { now: () => NOW } }, registry);
  expect(await registry.metrics()).toContain('portero_credential_expiry_seconds{provider="main"} 1\n');
  expect(await registry.metrics()).not.toContain('portero_credential_expiry_seconds{');
});

it.each([
  [true, ['portero_shared_cache_up 1']],
  [false, ['portero_shared_cache_up 0']],
  [undefined, []],
])('shows a shared cache that is up: %s', async (up, samples) => {
  expect(await samplesOf({ sharedStore: { up } })).toEqual(samples);
});
