import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Seal } from './seal.js';

const newKey = () => createSecretKey(randomBytes(32));
const KEY = newKey();
const SEAL = new Seal([KEY]);

it('opens what it has sealed, and shows nothing of it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 8 }), (name, text) => {
      const sealed = SEAL.seal(name, text);
      expect(sealed).not.toContain(text);
      expect(SEAL.open(name, sealed)).toBe(text);
    }),
  );
});

it('seals the same text in another way each time', () => {
  expect(SEAL.seal('name', 'text')).not.toBe(SEAL.seal('name', 'text'));
});

it('opens under the same name only (F-D07)', () => {
  expect(SEAL.open('another name', SEAL.seal('name', 'text'))).toBeUndefined();
});

it('seals with the first key and opens with each', () => {
  const second = newKey();
  expect(new Seal([second, KEY]).open('name', SEAL.seal('name', 'text'))).toBe('text');
  expect(SEAL.open('name', new Seal([second, KEY]).seal('name', 'text'))).toBeUndefined();
});

it('opens nothing that was changed, cut or made up (F-D03)', () => {
  const sealed = SEAL.seal('name', 'text');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(SEAL.open('name', `p1.${changed.toString('base64url')}`)).toBeUndefined();
    expect(SEAL.open('name', `p1.${bytes.subarray(0, at).toString('base64url')}`)).toBeUndefined();
  }
  fc.assert(
    fc.property(
      fc.string(),
      (text) => SEAL.open('name', text) === undefined && SEAL.open('name', `p1.${text}`) === undefined,
    ),
  );
});
