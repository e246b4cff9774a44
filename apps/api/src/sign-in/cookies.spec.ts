import { CookieJar } from './cookies.js';

it.each([
  ['https://api.example', '/', '__Host-portero-session'],
  ['https://api.example:8443', '/', '__Host-portero-session'],
  ['https://api.example', '/auth', '__Secure-portero-session'],
  ['http://localhost:3001', '/', 'portero-session-3001'],
  ['http://localhost:3002/portero', '/portero/auth', 'portero-session-3002'],
  ['http://localhost', '/', 'portero-session-80'],
])('of %s, for %s, is named %s', (publicUrl, path, name) => {
  expect(new CookieJar(publicUrl).nameOf('portero-session', path)).toBe(name);
});
