import { isSameName } from './distinguished-name.js';

it.each([
  ['C=ES\nO=Example\nCN=portero', 'CN=portero,O=Example,C=ES'],
  ['C=ES\nO=Example\nCN=portero', 'cn=portero, o=Example, c=ES'],
  ['O=Example\\, Inc.\nCN=a\\=b', 'CN=a=b,O=Example\\, Inc.'],
  ['CN=a\\"b\\\\', 'CN=a\\22b\\5c'],
  ['CN=ñ', 'CN=\\C3\\B1'],
  ['OU=x + CN=y', 'CN=y+OU=x'],
  ['CN=a\\ ', 'cn = a\\ '],
])('finds %j in %j', (subject, name) => {
  expect(isSameName(subject, name)).toBe(true);
});

it.each([
  ['C=ES\nCN=portero', 'C=ES,CN=portero'],
  ['CN=portero', 'CN=Portero'],
  ['CN=portero', 'CN=portero,O=Example'],
  ['O=Example\nCN=portero', 'CN=portero'],
  ['CN=a\\,O=Example', 'CN=a,O=Example'],
  ['CN=a\nCN=b', 'CN=a+CN=b'],
  ['CN=portero', ''],
  ['', 'CN=portero'],
])('does not find %j in %j', (subject, name) => {
  expect(isSameName(subject, name)).toBe(false);
});
