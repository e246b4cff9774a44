import { goodFor, packToken, unpackToken } from './stored-token.js';

const TOKEN = { accessToken: 'token', lifetime: 3600, expiresAt: 1_700_003_600_000, scope: 'read' };

it.each([
  ['a token', TOKEN],
  ['one without scope', { ...TOKEN, scope: undefined }],
  ['one with an empty scope', { ...TOKEN, scope: '' }],
])('brings back %s, and says where it was', (_, token) => {
  expect(unpackToken(JSON.parse(JSON.stringify(packToken(token))))).toEqual({ ...token, from: 'shared_store' });
});

it.each([
  ['nothing', []],
  ['an empty token', ['', 3600, 1, null]],
  ['a token that is no text', [{}, 3600, 1, null]],
  ['a lifetime that is no number', ['token', '3600', 1, null]],
  ['an end that is no number', ['token', 3600, null, null]],
  ['no scope', ['token', 3600, 1]],
  ['a scope that is no text', ['token', 3600, 1, ['read']]],
])('takes %s for none (F-D04)', (_, list) => {
  expect(unpackToken(list)).toBeUndefined();
});

it('is good until its renewal is due', () => {
  expect(goodFor(TOKEN, TOKEN.expiresAt - 3600_000)).toBe(3540_000);
  expect(goodFor(TOKEN, TOKEN.expiresAt)).toBe(-60_000);
});
