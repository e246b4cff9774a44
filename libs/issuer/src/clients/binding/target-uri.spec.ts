import { isTargetUri } from './target-uri.js';

const URL = 'https://as.example/oidc/token';

it.each([
  'https://as.example/oidc/token',
  'https://as.example/oidc/token?resource=x',
  'https://as.example/oidc/token#fragment',
  'HTTPS://AS.example/oidc/token',
  'https://as.example:443/oidc/token',
  'https://as.example/oidc/./x/../token',
  'https://as.example/oidc/%74oken',
  'https://as.example/oidc/%74%6Fken',
])('knows %s', (htu) => {
  expect(isTargetUri(htu, URL)).toBe(true);
});

it.each([
  'http://as.example/oidc/token',
  'https://as.example/oidc/token/',
  'https://as.example/oidc/Token',
  'https://as.example/OIDC/token',
  'https://as.example:8443/oidc/token',
  'https://as.example.org/oidc/token',
  'https://user@as.example/oidc/token',
  'https://as.example/oidc%2Ftoken',
  'https://as.example//oidc/token',
  '/oidc/token',
  '',
  'https://',
  undefined,
  null,
  7,
  ['https://as.example/oidc/token'],
])('does not take %p for it', (htu) => {
  expect(isTargetUri(htu, URL)).toBe(false);
});

it('compares octets that stay encoded without regard to case', () => {
  expect(isTargetUri('https://as.example/a%2fb', 'https://as.example/a%2Fb')).toBe(true);
});
