import { trustOf } from '../../test/trust-of.js';
import { type TrustedIssuer, TrustedIssuers } from './trusted-issuers.js';

const issuerOf = (issuer: string) => ({ trust: trustOf({ issuer }) }) as TrustedIssuer;
const tokenOf = (iss: unknown) => ({ header: {}, claims: { iss } });

const ONE = issuerOf('https://one.example');
const TWO = issuerOf('https://two.example/');
const ISSUERS = new TrustedIssuers([ONE, TWO]);

it('finds the issuer of a token by its exact name', () => {
  expect(ISSUERS.of(tokenOf('https://one.example'))).toBe(ONE);
  expect(ISSUERS.of(tokenOf('https://two.example/'))).toBe(TWO);
});

it.each([
  ['a foreign one', 'https://three.example', '"https://three.example"'],
  ['one with a slash too many', 'https://one.example/', '"https://one.example/"'],
  ['one with a slash too few', 'https://two.example', '"https://two.example"'],
  ['another case', 'https://ONE.example', '"https://ONE.example"'],
  ['a list', ['https://one.example'], '["https://one.example"]'],
  ['null', null, 'null'],
  ['an empty text', '', '""'],
])('refuses %s', (_, iss, actual) => {
  expect(() => ISSUERS.of(tokenOf(iss))).toThrow(
    expect.objectContaining({
      reason: 'issuer_unknown',
      status: 401,
      expected: 'iss: https://one.example or https://two.example/',
      actual,
    }),
  );
});

it('refuses a token that names no issuer', () => {
  expect(() => ISSUERS.of(tokenOf(undefined))).toThrow(
    expect.objectContaining({ reason: 'claim_missing', actual: 'absent' }),
  );
});
