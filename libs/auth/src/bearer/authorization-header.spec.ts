import { credentialsIn } from './authorization-header.js';

const headers = (...values: string[]) => [
  'Host',
  'api.example',
  ...values.flatMap((value) => ['Authorization', value]),
];

it.each([
  ['Bearer abc', 'abc'],
  ['bearer abc', 'abc'],
  ['BEARER abc', 'abc'],
  ['Bearer     abc', 'abc'],
  ['Bearer a.b-c_d~e+f/9', 'a.b-c_d~e+f/9'],
  ['Bearer abc==', 'abc=='],
  ['Bearer Basic', 'Basic'],
])('reads the token of "%s" (RFC 6750 §2.1)', (value, token) => {
  expect(credentialsIn(headers(value))).toEqual({ scheme: 'Bearer', token });
});

it.each(['DPoP abc', 'dpop  abc', 'DPOP abc'])('reads the token of "%s" (RFC 9449 §7.1)', (value) => {
  expect(credentialsIn(headers(value))).toEqual({ scheme: 'DPoP', token: 'abc' });
});

it.each(['authorization', 'Authorization', 'AUTHORIZATION'])('finds the field as %s', (name) => {
  expect(credentialsIn(['Host', 'x', name, 'Bearer abc'])).toEqual({ scheme: 'Bearer', token: 'abc' });
});

it.each([
  ['no header at all', []],
  ['no Authorization field', headers()],
  ['a value that reads "authorization"', ['X-Note', 'authorization', 'X-More', 'Bearer abc']],
  ['Basic', headers('Basic cG9ydGVybzpzZWNyZXQ=')],
  ['Digest with parameters', headers('Digest username="x", realm="y"')],
  ['a scheme that begins like DPoP', headers('DPoPX abc')],
  ['another scheme alone', headers('Negotiate')],
  ['a scheme that begins like Bearer', headers('Bearerx abc')],
])('takes %s for no credentials (RFC 6750 §3.1)', (_, rawHeaders) => {
  expect(() => credentialsIn(rawHeaders)).toThrow(
    expect.objectContaining({ reason: 'credentials_missing', status: 401, error: undefined }),
  );
});

it.each([
  ['an empty field', headers('')],
  ['the scheme alone', headers('Bearer')],
  ['the scheme and blanks', headers('Bearer   ')],
  ['DPoP alone', headers('DPoP')],
  ['DPoP with two words', headers('DPoP a b')],
  ['two words', headers('Bearer a b')],
  ['a list', headers('Bearer a,b')],
  ['two credentials in one field', headers('Bearer a, Bearer b')],
  ['a tab instead of the blank', headers('Bearer\tabc')],
  ['a tab after the blank', headers('Bearer \tabc')],
  ['a tab at the end', headers('Bearer abc\t')],
  ['a blank at the end', headers('Bearer abc ')],
  ['a blank before the scheme', headers(' Bearer abc')],
  ['padding in the middle', headers('Bearer a=b')],
  ['padding alone', headers('Bearer ==')],
  ['quotes', headers('Bearer "abc"')],
  ['a letter outside ASCII', headers('Bearer abcé')],
  ['a line break', headers('Bearer abc\n')],
  ['a null byte', headers('Bearer a\0b')],
  ['a comma after the scheme', headers('Bearer,abc')],
  ['two fields', headers('Bearer abc', 'Bearer abc')],
  ['two fields, one of another scheme', headers('Basic abc', 'Bearer abc')],
  ['two fields of different case', ['authorization', 'Bearer a', 'Authorization', 'Bearer a']],
])('refuses %s', (_, rawHeaders) => {
  expect(() => credentialsIn(rawHeaders)).toThrow(
    expect.objectContaining({ reason: 'request_malformed', status: 400, error: 'invalid_request' }),
  );
});

it('repeats nothing of the header in its refusal (F-E10)', () => {
  expect(() => credentialsIn(headers('Bearer SECRET token'))).toThrow(
    expect.objectContaining({
      message: 'Send exactly one Authorization header of the form "Bearer <token>" or "DPoP <token>".',
      cause: undefined,
      actual: undefined,
    }),
  );
});
