import type { Endpoint, Issuer } from '@portero/issuer';
import { startClockedService } from './clocked-service.js';
import { asked, callGuarded, keysUnavailable, LET_IN, refused } from './guarded-route.js';
import { startTrustingService, type TrustingService } from './trusting-service.js';

type Change = (issuer: string) => Readonly<Record<string, unknown>>;

const OTHER_ISSUERS: readonly [string, Change][] = [
  ['of another issuer (F-A16)', () => ({ issuer: 'https://elsewhere.example' })],
  ['with a slash more in its issuer (F-A16)', (issuer) => ({ issuer: `${issuer}/` })],
  ['with its issuer in capitals (F-A16)', (issuer) => ({ issuer: issuer.toUpperCase() })],
  ['with its issuer in a list (F-A16)', (issuer) => ({ issuer: [issuer] })],
  ['without an issuer (F-A16)', () => ({ issuer: undefined })],
];

const BAD_KEY_URLS: readonly [string, unknown][] = [
  ['absent', undefined],
  ['empty', ''],
  ['relative', '/oidc/jwks'],
  ['of http on another host', 'http://keys.example/jwks'],
  ['a file', 'file:///etc/hostname'],
  ['data', 'data:application/json,{"keys":[]}'],
  ['of another scheme', 'ftp://127.0.0.1/jwks'],
  ['with credentials in it', 'http://user:word@127.0.0.1/jwks'],
  ['an object', { url: 'https://keys.example/jwks' }],
];

const ROWS = [
  ...OTHER_ISSUERS.map(([label, change]) => ({ label, change })),
  ...BAD_KEY_URLS.map(([what, jwks_uri]) => ({
    label: `whose jwks_uri is ${what} (F-A17)`,
    change: () => ({ jwks_uri }),
  })),
];

const TYPES: readonly Endpoint[] = ['jwks', 'discovery'];

describe('metadata of a provider', () => {
  let service: TrustingService;
  beforeAll(async () => {
    service = await startTrustingService([...ROWS, ...TYPES.map((label) => ({ label }))]);
  });
  afterAll(() => service.close());

  it.each(ROWS)('$label: 503, and no keys are asked for', async ({ label, change }) => {
    const issuer = service.issuerOf(label);
    const body = await changedMetadata(issuer, change);
    issuer.injectFault({ endpoint: 'discovery' }, { kind: 'body', body });
    expect(await callGuarded(service.url, await issuer.mint('oidc'))).toEqual(keysUnavailable());
    expect(asked(issuer, 'jwks')).toBe(0);
  });

  it.each(TYPES)('or keys of a wrong content type at %s: 200 (F-A14)', async (endpoint) => {
    const issuer = service.issuerOf(endpoint);
    issuer.injectFault({ endpoint }, { kind: 'wrong_content_type' });
    expect(await callGuarded(service.url, await issuer.mint('oidc'))).toEqual(LET_IN);
    expect(await callGuarded(service.url, await issuer.mint('oidc', { signedBy: 'auth0' }))).toEqual(
      refused('key_unknown'),
    );
  });
});

it('does not keep the metadata of another issuer, and recovers with the next attempt (F-A16)', async () => {
  const service = await startClockedService();
  const {
    url,
    clock,
    issuers: [issuer],
  } = service;
  const body = await changedMetadata(issuer, () => ({ issuer: 'https://elsewhere.example' }));
  issuer.injectFault({ endpoint: 'discovery' }, { kind: 'body', body }, 1);
  const token = await issuer.mint('oidc');
  expect(await callGuarded(url, token)).toEqual(keysUnavailable());
  clock.advance(10_000);
  expect(await callGuarded(url, token)).toEqual(LET_IN);
  // One is the test's own.
  expect(service.asked(issuer, 'discovery')).toBe(3);
});

async function changedMetadata({ endpoints }: Issuer, change: Change): Promise<Record<string, unknown>> {
  const { discoveryUrl, issuer } = endpoints.oidc;
  const metadata = (await (await fetch(discoveryUrl)).json()) as Record<string, unknown>;
  return { ...metadata, ...change(issuer) };
}
