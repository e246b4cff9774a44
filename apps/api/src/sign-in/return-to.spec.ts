import { returnPath } from './return-to.js';

it.each(['/operator/', '/operator/#/runs/5f0c', '/operator/?lang=es#/runs', '/operator/index.html'])(
  'goes back to %s',
  (wanted) => {
    expect(returnPath(wanted)).toBe(wanted);
  },
);

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['two values', ['/operator/', '/operator/']],
  ['another host', 'https://evil.example/operator/'],
  ['another host without a scheme', '//evil.example/operator/'],
  ['another host behind backslashes', '/\\evil.example/operator/'],
  ['a backslash further on', '/operator/\\evil.example'],
  ['another host behind a tab', '/\t/evil.example'],
  ['a line break', '/operator/\r\nset-cookie: a=b'],
  ['a script', 'javascript:alert(1)'],
  ['another part of the service', '/docs'],
  ['what only begins alike', '/operatorial/'],
  ['dots that lead out', '/operator/../docs'],
  ['encoded dots that lead out', '/operator/%2e%2e/docs'],
  ['dots that lead to two slashes', '/operator/..//evil.example'],
  ['letters that are none of ASCII', '/operator/\u2215\u2215evil.example'],
  ['what is too long', `/operator/${'a'.repeat(500)}`],
])('begins anew with %s', (_, wanted) => {
  expect(returnPath(wanted)).toBe('/operator/');
});
