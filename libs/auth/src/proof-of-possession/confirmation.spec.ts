import { Refusal } from '../bearer/refusal.js';
import { confirmationOf } from './confirmation.js';

const JKT = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';
const X5T = 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2'.replace(/2$/, '0');

/** As it comes out of a token. */
const claims = (text: string) => JSON.parse(text) as Record<string, unknown>;

it.each([
  ['nothing', '{}', undefined],
  ['a key of proofs (RFC 9449 §6.1)', `{"cnf":{"jkt":"${JKT}"}}`, { keyThumbprint: JKT }],
  ['a certificate (RFC 8705 §3.1)', `{"cnf":{"x5t#S256":"${X5T}"}}`, { certificateThumbprint: X5T }],
  ['both', `{"cnf":{"jkt":"${JKT}","x5t#S256":"${X5T}"}}`, { keyThumbprint: JKT, certificateThumbprint: X5T }],
])('reads what a token is bound to: %s', (_, text, expected) => {
  expect(confirmationOf(claims(text))).toEqual(expected);
});

const refusalOf = (text: string): Refusal => {
  try {
    confirmationOf(claims(text));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was taken');
};

it.each([
  ['null', '{"cnf":null}'],
  ['a string', `{"cnf":"${JKT}"}`],
  ['a list', `{"cnf":["${JKT}"]}`],
  ['a number for jkt', '{"cnf":{"jkt":1}}'],
  ['null for jkt', '{"cnf":{"jkt":null}}'],
  ['an empty jkt', '{"cnf":{"jkt":""}}'],
  ['42 letters', `{"cnf":{"jkt":"${JKT.slice(1)}"}}`],
  ['44 letters', `{"cnf":{"jkt":"A${JKT}"}}`],
  ['a padded one', `{"cnf":{"jkt":"${JKT}="}}`],
  ['base64 instead of base64url', `{"cnf":{"x5t#S256":"+${X5T.slice(1)}"}}`],
  ['stray bits at the end', `{"cnf":{"jkt":"${JKT.slice(0, -1)}J"}}`],
  ['a line break after it', `{"cnf":{"jkt":"${JKT}\\n"}}`],
  ['a good one beside a bad one', `{"cnf":{"jkt":"${JKT}","x5t#S256":"x"}}`],
])('refuses with claim_invalid: %s', (_, text) => {
  expect(refusalOf(text)).toMatchObject({ reason: 'claim_invalid', status: 401, error: 'invalid_token' });
});

it.each([
  ['none at all', '{"cnf":{}}'],
  ['a key by value', '{"cnf":{"jwk":{"kty":"EC"}}}'],
  ['an encrypted key', '{"cnf":{"jwe":"a.b.c.d.e"}}'],
  ['a name of a key', '{"cnf":{"kid":"one"}}'],
  ['a place of keys', '{"cnf":{"jku":"https://keys.example","kid":"one"}}'],
  ['the SHA-1 of a certificate', '{"cnf":{"x5t":"x"}}'],
  ['a known one beside an unknown one', `{"cnf":{"jkt":"${JKT}","kid":"one"}}`],
  ['a name that every object has', '{"cnf":{"constructor":"x"}}'],
  ['__proto__', `{"cnf":{"__proto__":{"jkt":"${JKT}"}}}`],
])('refuses what cannot be checked (RFC 7800 §3.1): %s', (_, text) => {
  expect(refusalOf(text)).toMatchObject({ reason: 'confirmation_unsupported', status: 401, error: 'invalid_token' });
});

it('tells operators the names of the members, and nothing of their values', () => {
  const refusal = refusalOf('{"cnf":{"jwk":{"kty":"EC","d":"private"}}}');
  expect(refusal.actual).toBe('["jwk"]');
});
