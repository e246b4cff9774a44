import { createSecretKey, randomBytes } from 'node:crypto';
import { CompactEncrypt, EncryptJWT } from 'jose';
import { fakeDateOnly } from '../../../../libs/auth/test/fake-date.js';
import { CookieSeal } from './cookie-seal.js';

const NOW = 1_700_000_000;
const newKey = () => createSecretKey(randomBytes(32));
const key = newKey();
const seal = new CookieSeal([key]);
const CLAIMS = { provider: 'oidc', subject: 'ada' };

let setDate: (now: number) => void;
beforeEach(() => {
  setDate = fakeDateOnly(NOW * 1000);
});

it('opens what it has sealed, until its end', async () => {
  const sealed = await seal.seal('session', CLAIMS, NOW + 60);
  setDate((NOW + 59) * 1000);
  expect(await seal.open('session', sealed)).toEqual({ ...CLAIMS, exp: NOW + 60 });
  setDate((NOW + 60) * 1000);
  expect(await seal.open('session', sealed)).toBeUndefined();
});

it('shows nothing of what is in it, and seals the same in another way each time', async () => {
  const [one, other] = await Promise.all([1, 2].map(() => seal.seal('session', CLAIMS, NOW + 60)));
  expect(one).not.toBe(other);
  const parts = String(one)
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  expect(parts[0]).toBe('{"alg":"dir","enc":"A256GCM","typ":"portero-session+jwt"}');
  expect(parts.join()).not.toContain('ada');
});

it('opens nothing for another purpose', async () => {
  expect(await seal.open('session', await seal.seal('sign-in', CLAIMS, NOW + 60))).toBeUndefined();
  expect(await seal.open('sign-in', await seal.seal('session', CLAIMS, NOW + 60))).toBeUndefined();
});

it('opens what the key before has sealed, and seals with the new one', async () => {
  const next = newKey();
  const both = new CookieSeal([next, key]);
  expect(await both.open('session', await seal.seal('session', CLAIMS, NOW + 60))).toMatchObject(CLAIMS);
  const sealed = await both.seal('session', CLAIMS, NOW + 60);
  expect(await new CookieSeal([next]).open('session', sealed)).toMatchObject(CLAIMS);
  expect(await seal.open('session', sealed)).toBeUndefined();
});

const header = { alg: 'dir', enc: 'A256GCM', typ: 'portero-session+jwt' };
const forged = () => new EncryptJWT(CLAIMS).setExpirationTime(NOW + 60);

it.each<[string, () => Promise<string>]>([
  ['another key', () => forged().setProtectedHeader(header).encrypt(newKey())],
  ['no type', () => forged().setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key)],
  ['no end', () => new EncryptJWT(CLAIMS).setProtectedHeader(header).encrypt(key)],
  [
    'another way to carry the key',
    () =>
      forged()
        .setProtectedHeader({ ...header, alg: 'A256KW' })
        .encrypt(key),
  ],
  ['claims that are none', () => new CompactEncrypt(Buffer.from('[]')).setProtectedHeader(header).encrypt(key)],
  [
    'a changed character',
    async () =>
      (await seal.seal('session', CLAIMS, NOW + 60)).replace(
        /\.(.)([^.]*)\.([^.]*)$/,
        (_, one, rest, tag) => `.${one === 'A' ? 'B' : 'A'}${rest}.${tag}`,
      ),
  ],
  ['a signed token in its place', async () => 'eyJhbGciOiJub25lIn0.eyJzdWJqZWN0IjoiYWRhIn0.'],
  ['nothing', async () => ''],
  ['more than a cookie holds', async () => 'a'.repeat(100_000)],
])('opens nothing with %s', async (_, make) => {
  expect(await seal.open('session', await make())).toBeUndefined();
});
