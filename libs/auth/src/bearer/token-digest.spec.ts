import { tokenDigest, tokenName } from './token-digest.js';

it('is the SHA-256 in hex, of which the first 8 digits are the name', () => {
  // FIPS 180-2, appendix B.1
  expect(tokenDigest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(tokenName(tokenDigest('abc'))).toBe('ba7816bf');
});
