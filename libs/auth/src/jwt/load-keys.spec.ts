import { generateKeyPairSync } from 'node:crypto';
import { type Issuer, type PersonalityName, startIssuer } from '@portero/issuer';
import type { JWK } from 'jose';
import { LoopbackServer, reply } from '../../test/loopback-server.js';
import { ManualClock } from '../../test/manual-clock.js';
import { trustOf } from '../../test/trust-of.js';
import { boundedFetch } from '../outbound/bounded-fetch.js';
import { Discovery } from './discovery.js';
import { keyLoader } from './load-keys.js';

const GOOD = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }), kid: 'good' };

const clock = new ManualClock();

function loaderOf(issuer: string, discoveryUrl: string, jwksUrl?: string) {
  const fetch = boundedFetch();
  return keyLoader(trustOf({ issuer, jwksUrl }), new Discovery(issuer, discoveryUrl, fetch, clock), fetch, clock);
}

describe('the keys of a URL that is given', () => {
  let server: LoopbackServer;

  beforeAll(async () => {
    server = await LoopbackServer.start(reply({}));
  });

  function load(body: unknown) {
    server.handler = reply(body);
    return loaderOf('https://op.example', 'https://op.example/unused', server.url('/keys?appid=CLIENT'))();
  }

  it('are fetched as they are, without discovery', async () => {
    expect(await load({ keys: [GOOD] })).toEqual([GOOD]);
    expect(server.requests.map(({ target }) => target)).toEqual(['/keys?appid=CLIENT']);
  });

  it.each([
    ['null (F-B03)', null],
    ['a text', 'key'],
    ['a number', 7],
  ])('leave out %s', async (_, entry) => {
    expect(await load({ keys: [entry, GOOD, entry] })).toEqual([GOOD]);
  });

  it.each([
    ['nothing', undefined, true],
    ['its publisher', 'https://op.example', true],
    ['another issuer', 'https://op.example/other', false],
    ['no text', 7, false],
    ['a template of another host', 'https://evil.example/{tenantid}', false],
  ])('are let in or left out by the issuer that they name: %s', async (_, issuer, taken) => {
    const keys = [
      { ...GOOD, kid: 'other' },
      { ...GOOD, issuer },
    ];
    expect(await load({ keys })).toHaveLength(taken ? 2 : 1);
  });

  it.each([
    ['https://login.example/{tenantid}/v2.0', true],
    ['https://login.example/{tenantid}', false],
    ['https://login.example/{tenantid}/v1.0', false],
    ['{tenantid}', false],
  ])('may name their issuer by a template for tenants: %s', async (issuer, taken) => {
    server.handler = reply({
      keys: [
        { ...GOOD, kid: 'other' },
        { ...GOOD, issuer },
      ],
    });
    const keys = await loaderOf('https://login.example/one/v2.0', 'https://op.example/unused', server.url('/keys'))();
    expect(keys).toHaveLength(taken ? 2 : 1);
  });

  it.each([
    ['an empty list (F-B01)', { keys: [] }],
    ['an object (F-B02)', { keys: { 0: GOOD } }],
    ['nothing', {}],
    ['no key that signs', { keys: [null, { ...GOOD, use: 'enc' }, { kty: 'oct', k: 'c2VjcmV0' }] }],
  ])('are unusable when they are %s', async (_, body) => {
    await expect(load(body)).rejects.toMatchObject({
      fault: 'invalid',
      message: `The key set at ${server.url('/keys')} has no signing key`,
    });
  });
});

describe('the keys that the metadata names', () => {
  let issuer: Issuer;

  beforeAll(async () => {
    issuer = await startIssuer({
      apis: [{ identifier: 'api://students', permissions: [] }],
      clients: [{ id: 'portero', secret: 'for tests', grants: {} }],
    });
  });

  afterAll(() => issuer.close());

  it.each<PersonalityName>(['oidc', 'auth0', 'azure-v1', 'azure-v2'])('are those of %s', async (personality) => {
    const { issuer: name, discoveryUrl, jwksUrl } = issuer.endpoints[personality];
    const published = (await (await fetch(jwksUrl)).json()) as { keys: JWK[] };
    expect(published.keys).toHaveLength(1);
    expect(await loaderOf(name, discoveryUrl)()).toEqual(published.keys);
  });

  it.each([
    ['is down', { kind: 'status', status: 503, headers: { 'Retry-After': '9' } }, 'status', { retryAfter: 9 }],
    ['sends HTML', { kind: 'html' }, 'not_json', {}],
    ['is cut off', { kind: 'truncated' }, 'not_json', {}],
    ['sends 2 MB', { kind: 'huge', bytes: 2_000_000 }, 'too_large', {}],
    ['redirects', { kind: 'redirect', location: 'https://evil.example/keys' }, 'redirected', {}],
    ['resets', { kind: 'reset' }, 'unreachable', {}],
  ] as const)('cannot be had while their endpoint %s', async (_, fault, code, details) => {
    const { issuer: name, discoveryUrl } = issuer.endpoints.oidc;
    issuer.injectFault({ personality: 'oidc', endpoint: 'jwks' }, fault, 1);
    const load = loaderOf(name, discoveryUrl);
    await expect(load()).rejects.toMatchObject({ fault: code, details });
    await expect(load()).resolves.toMatchObject([{ kty: 'RSA' }]);
  });
});
