import { OIDC_SIGN_IN_ERRORS } from '../personalities/oidc/oidc.sign-in-errors.js';
import { IssuedTokens } from '../tokens/issued-tokens.js';
import type { AuthorizedSignIn, CodeEntry } from './authorization-codes.js';
import { refuseReplay, settleCode, useCode } from './code-use.js';

const USED = OIDC_SIGN_IN_ERRORS.code_used;

let tokens: IssuedTokens;
let entry: CodeEntry;
let token: string;

beforeEach(() => {
  tokens = new IssuedTokens();
  token = tokens.keep({ sub: 'ada' });
  entry = { authorized: {} as AuthorizedSignIn, exp: 0, isUsed: false, isReplayed: false };
});

it('leaves a code that comes once alone', () => {
  refuseReplay(entry, USED, tokens);
  useCode(entry, USED, tokens);
  settleCode(entry, token, tokens);
  expect(tokens.find(token)).toEqual({ sub: 'ada' });
});

it('refuses a code that was used meanwhile', () => {
  useCode(entry, USED, tokens);
  expect(() => useCode(entry, USED, tokens)).toThrow('invalid_grant');
});

it.each([
  ['before', [() => refuseReplay(entry, USED, tokens), () => settleCode(entry, token, tokens)]],
  ['after', [() => settleCode(entry, token, tokens), () => refuseReplay(entry, USED, tokens)]],
])('takes the token back of a code that comes again %s it is made', (_, steps) => {
  useCode(entry, USED, tokens);
  const refusals = steps.map((step) => {
    try {
      return step();
    } catch (error) {
      return String(error);
    }
  });
  expect(refusals).toContain('Refusal: invalid_grant');
  expect(tokens.find(token)).toBeUndefined();
});
