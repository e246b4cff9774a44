import { KeyProvider } from '../../test/key-provider.js';
import { START_SECONDS as NOW } from '../../test/manual-clock.js';
import { type SigningKey, signingKey } from '../../test/signing-key.js';
import { trustOf } from '../../test/trust-of.js';
import { parseCompactToken } from './compact-token.js';
import type { Trust } from './trust.js';
import { verify } from './verify.js';

const CLAIMS = { sub: 'portero', client_id: 'portero', aud: 'api://students', exp: NOW + 300 };
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

let key: SigningKey;
let stranger: SigningKey;
let provider: KeyProvider;

beforeAll(async () => {
  [key, stranger] = await Promise.all([signingKey('one'), signingKey('one')]);
});

beforeEach(() => {
  provider = new KeyProvider(key.jwk);
});

function verdict(compact: string, trust: Partial<Trust> = {}): Promise<void> {
  const context = { trust: trustOf({ algorithms: ['ES256'], ...trust }), now: NOW };
  return verify(parseCompactToken(compact), provider.keySet, context);
}

it('accepts a token that a key of its issuer signed', async () => {
  await expect(verdict(await key.sign(CLAIMS))).resolves.toBeUndefined();
});

it('tries every key where the token names none', async () => {
  provider.answer = [{ ...stranger.jwk, kid: 'two' }, key.jwk];
  await expect(verdict(await key.sign(CLAIMS, { kid: undefined }))).resolves.toBeUndefined();
});

it('tries every key that has the kid of the token (F-B05)', async () => {
  provider.answer = [stranger.jwk, key.jwk];
  await expect(verdict(await key.sign(CLAIMS))).resolves.toBeUndefined();
});

it('looks for a key that was changed under its kid, once per cooldown (F-B10)', async () => {
  const changed = await stranger.sign(CLAIMS);
  await expect(verdict(changed)).rejects.toMatchObject({ reason: 'signature_invalid' });
  expect(provider.loads).toBe(2);

  provider.answer = [stranger.jwk];
  await expect(verdict(changed)).rejects.toMatchObject({ reason: 'signature_invalid' });
  expect(provider.loads).toBe(2);
  provider.clock.advance(30_000);
  await expect(verdict(changed)).resolves.toBeUndefined();
  expect(provider.loads).toBe(3);
});

describe('the signature', () => {
  const INVALID = {
    reason: 'signature_invalid',
    status: 401,
    expected: 'a signature by a key of the issuer',
    actual: 'no key verifies it',
  };

  it.each([
    ['of another key under the same kid', async () => stranger.sign(CLAIMS)],
    ['over other claims', async () => swapped(await key.sign(CLAIMS), 1, encoded({ ...CLAIMS, sub: 'admin' }))],
    [
      'over another header',
      async () => swapped(await key.sign(CLAIMS), 0, encoded({ alg: 'ES256', typ: 'at+jwt', kid: 'one', x: 1 })),
    ],
    ['cut off', async () => (await key.sign(CLAIMS)).slice(0, -2)],
    ['left out', async () => swapped(await key.sign(CLAIMS), 2, '')],
    [
      'of zeros (CVE-2022-21449)',
      async () => swapped(await key.sign(CLAIMS), 2, Buffer.alloc(64).toString('base64url')),
    ],
  ])('%s is refused', async (_, compact) => {
    await expect(verdict(await compact())).rejects.toMatchObject(INVALID);
  });

  it('of none of several keys is refused', async () => {
    provider.answer = [key.jwk, { ...key.jwk, kid: 'two' }];
    await expect(verdict(await stranger.sign(CLAIMS, { kid: undefined }))).rejects.toMatchObject(INVALID);
  });

  it('by a key that is not published is refused', async () => {
    await expect(verdict(await key.sign(CLAIMS, { kid: 'other' }))).rejects.toMatchObject({ reason: 'key_unknown' });
  });
});

it.each<[string, object, object, string]>([
  ['is expired', {}, { exp: NOW - 60 }, 'expired'],
  ['is not valid yet', {}, { nbf: NOW + 61 }, 'not_yet_valid'],
  ['is of another type', { typ: 'JWT' }, {}, 'type_not_allowed'],
  ['lacks a claim', {}, { sub: undefined }, 'claim_missing'],
])('costs no key when it %s (F-E12)', async (_, header, claims, reason) => {
  await expect(verdict(await stranger.sign({ ...CLAIMS, ...claims }, header))).rejects.toMatchObject({ reason });
  expect(provider.loads).toBe(0);
});

it.each(['none', 'HS256', 'RS256'])('costs no key when alg is %s (RFC 8725 §3.1)', async (alg) => {
  const compact = `${encoded({ alg, typ: 'at+jwt', kid: 'one' })}.${encoded(CLAIMS)}.`;
  await expect(verdict(compact)).rejects.toMatchObject({ reason: 'algorithm_not_allowed' });
  expect(provider.loads).toBe(0);
});

describe('what only a believed token is asked', () => {
  const foreign = { ...CLAIMS, aud: 'api://other' };

  it('is its audience', async () => {
    await expect(verdict(await key.sign(foreign))).rejects.toMatchObject({ reason: 'audience_mismatch' });
    await expect(verdict(await stranger.sign(foreign))).rejects.toMatchObject({ reason: 'signature_invalid' });
  });

  it("is the rules of the provider's kind, after all others", async () => {
    const finding = { reason: 'tenant_mismatch', expected: 'tid: a', actual: 'tid: b' } as const;
    const rule = { about: 'tenant', source: '', expected: () => finding.expected, actual: () => finding.actual };
    const rules = [
      { ...rule, broken: () => undefined },
      { ...rule, broken: () => finding.reason },
    ];
    await expect(verdict(await key.sign(CLAIMS), { rules })).rejects.toMatchObject(finding);
    await expect(verdict(await key.sign(foreign), { rules })).rejects.toMatchObject({ reason: 'audience_mismatch' });
  });
});

it('is a 503 while the keys cannot be had, for a good token and for a forged one', async () => {
  provider.answer = new Error('down');
  for (const signer of [key, stranger]) {
    await expect(verdict(await signer.sign(CLAIMS))).rejects.toMatchObject({ reason: 'keys_unavailable', status: 503 });
  }
});

function swapped(compact: string, index: number, part: string): string {
  return compact.split('.').with(index, part).join('.');
}
