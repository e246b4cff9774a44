import { tokenName } from './token-name.js';

it('is the first 8 hex digits of the SHA-256', () => {
  // FIPS 180-2, appendix B.1
  expect(tokenName('abc')).toBe('ba7816bf');
});
