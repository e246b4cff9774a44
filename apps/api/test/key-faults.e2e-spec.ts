import { randomBytes } from 'node:crypto';
import type { Issuer } from '@portero/issuer';
import { startClockedService } from './clocked-service.js';
import { asked, callGuarded, keysUnavailable, LET_IN, publishedKeys, refused } from './guarded-route.js';
import { startTrustingService, type TrustingService } from './trusting-service.js';

type Key = Readonly<Record<string, unknown>>;

const NO_KEYS: readonly [string, unknown][] = [
  ['an empty list (F-B01)', []],
  ['an object (F-B02)', { 0: { kty: 'RSA' } }],
  ['null (F-B02)', null],
  ['a text (F-B02)', '[]'],
];

/** What stands in a key set beside a good key, made of that key. */
const BAD_ENTRIES: readonly [string, (good: Key) => unknown][] = [
  ['null (F-B03)', () => null],
  ['a text (F-B03)', () => 'key'],
  ['a list (F-B03)', () => []],
  ['an unknown kty (F-B04)', (good) => ({ ...good, kty: 'NEW' })],
  ['a key without kty (F-B04)', ({ kty, ...key }) => key],
  ['an RSA key without n (F-B04)', ({ n, ...key }) => key],
  ['a key for encryption (F-B04)', (good) => ({ ...good, use: 'enc' })],
  ['a key for other operations (F-B04)', (good) => ({ ...good, key_ops: ['encrypt'] })],
  ['a symmetric key (F-B04)', () => ({ kty: 'oct', k: randomBytes(32).toString('base64url') })],
  ['a key of another algorithm (F-B04)', (good) => ({ ...good, alg: 'RS512' })],
];

const withKid = (entry: unknown) =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? { ...entry, kid: 'bad' } : entry;

const TWINS = ['first', 'last'] as const;
const SAME_KID = ['one issuer', 'another issuer'] as const;

/** Modulus and exponent of no pair that anybody has: such a key verifies nothing, and imports all the same. */
const madeUpKey = (i: number): Key => {
  const modulus = randomBytes(256);
  modulus.writeUInt8(0xff, 0);
  return { kty: 'RSA', e: 'AQAB', n: modulus.toString('base64url'), kid: `key ${i}`, use: 'sig', alg: 'RS256' };
};

describe('a key set with', () => {
  const rows = [...NO_KEYS, ...BAD_ENTRIES].map(([label]) => ({ label }));
  let service: TrustingService;
  beforeAll(async () => {
    const others = [...TWINS, ...SAME_KID, 'a thousand', 'changed'].map((label) => ({ label }));
    service = await startTrustingService([...rows, ...others]);
  });
  afterAll(() => service.close());

  const call = async (issuer: Issuer, overrides: Parameters<Issuer['mint']>[1] = {}) =>
    callGuarded(service.url, await issuer.mint('oidc', overrides));
  const publish = (issuer: Issuer, keys: unknown) =>
    issuer.injectFault({ endpoint: 'jwks' }, { kind: 'body', body: { keys } });
  const goodKey = async (issuer: Issuer) => (await publishedKeys(issuer))[0] as Key;

  it.each(NO_KEYS)('%s for its keys: 503 where none are held, else the last good ones go on', async (label, keys) => {
    const issuer = service.issuerOf(label);
    publish(issuer, keys);
    expect(await call(issuer)).toEqual(keysUnavailable());

    const held = await startClockedService();
    const [holder] = held.issuers;
    expect(await callGuarded(held.url, await holder.mint('oidc'))).toEqual(LET_IN);
    publish(holder, keys);
    held.clock.advance(11 * 60_000);
    expect(await callGuarded(held.url, await holder.mint('oidc'))).toEqual(LET_IN);
    expect(held.asked(holder, 'jwks')).toBe(2);
  });

  it.each(BAD_ENTRIES)(
    '%s beside a good key: the good one works, a token that names the other gets 401',
    async (label, entry) => {
      const issuer = service.issuerOf(label);
      const good = await goodKey(issuer);
      publish(issuer, [withKid(entry(good)), good]);
      expect(await call(issuer)).toEqual(LET_IN);
      expect(await call(issuer, { header: { kid: 'bad' } })).toEqual(refused('key_unknown'));
    },
  );

  it.each(TWINS)('a kid twice, the right one %s: it works, and no other signature does (F-B05)', async (label) => {
    const issuer = service.issuerOf(label);
    const good = await goodKey(issuer);
    const stranger = { ...madeUpKey(0), kid: good.kid };
    publish(issuer, label === 'first' ? [good, stranger] : [stranger, good]);
    expect(await call(issuer)).toEqual(LET_IN);
    expect(await call(issuer, { signedBy: 'auth0', header: { kid: good.kid } })).toEqual(refused('signature_invalid'));
  });

  it('the kid of another issuer: each is good for its own tokens only (F-B11)', async () => {
    const issuers = SAME_KID.map((label) => service.issuerOf(label)) as [Issuer, Issuer];
    const header = { kid: 'same' };
    for (const issuer of issuers) publish(issuer, [{ ...(await goodKey(issuer)), ...header }]);
    for (const issuer of issuers) expect(await call(issuer, { header })).toEqual(LET_IN);

    const [one, other] = issuers;
    const claims = { iss: other.endpoints.oidc.issuer };
    expect(await call(one, { header, claims })).toEqual(refused('signature_invalid'));
  });

  it('a thousand keys: the first answer is right, and so are the others (F-B12)', async () => {
    const issuer = service.issuerOf('a thousand');
    publish(issuer, [...Array.from({ length: 999 }, (_, i) => madeUpKey(i)), await goodKey(issuer)]);
    const before = asked(issuer, 'jwks');
    for (let i = 0; i < 20; i++) expect(await call(issuer)).toEqual(LET_IN);
    expect(asked(issuer, 'jwks') - before).toBe(1);
    expect(await call(issuer, { header: { kid: 'key 500' } })).toEqual(refused('signature_invalid'));
    expect(await call(issuer, { header: { kid: 'key 1000' } })).toEqual(refused('key_unknown'));
  });

  it('a key that was changed under its kid: the first token of the new one is let in, the old ones end (F-B10)', async () => {
    const issuer = service.issuerOf('changed');
    const { kid } = await goodKey(issuer);
    expect(await call(issuer)).toEqual(LET_IN);
    const { keys } = (await (await fetch(issuer.endpoints.auth0.jwksUrl)).json()) as { keys: Key[] };
    publish(issuer, [{ ...keys[0], kid }]);
    const before = asked(issuer, 'jwks');
    expect(await call(issuer, { signedBy: 'auth0', header: { kid } })).toEqual(LET_IN);
    for (let i = 0; i < 3; i++) expect(await call(issuer)).toEqual(refused('signature_invalid'));
    expect(asked(issuer, 'jwks') - before).toBe(1);
  });
});

it('looks for a key that was changed under its kid once per cooldown, whatever is forged (F-B10)', async () => {
  const service = await startClockedService();
  const {
    url,
    clock,
    issuers: [issuer],
  } = service;
  const [{ kid } = {}] = await publishedKeys(issuer);
  const changed = await issuer.mint('oidc', { signedBy: 'auth0', header: { kid } });
  const { keys } = (await (await fetch(issuer.endpoints.auth0.jwksUrl)).json()) as { keys: Key[] };
  const before = service.asked(issuer, 'jwks');
  expect(await callGuarded(url, await issuer.mint('oidc'))).toEqual(LET_IN);

  for (let i = 0; i < 3; i++) expect(await callGuarded(url, changed)).toEqual(refused('signature_invalid'));
  expect(service.asked(issuer, 'jwks') - before).toBe(2);
  issuer.injectFault({ endpoint: 'jwks' }, { kind: 'body', body: { keys: [{ ...keys[0], kid }] } });
  clock.advance(29_999);
  expect(await callGuarded(url, changed)).toEqual(refused('signature_invalid'));
  clock.advance(1);
  expect(await callGuarded(url, changed)).toEqual(LET_IN);
  expect(service.asked(issuer, 'jwks') - before).toBe(3);
});
