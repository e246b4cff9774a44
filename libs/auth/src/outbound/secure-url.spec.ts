import { isSecureUrl } from './secure-url.js';

it.each([
  ['https://login.microsoftonline.com/x/v2.0', true],
  ['https://op.example:8443/?a=1', true],
  ['http://localhost:4010/oidc', true],
  ['http://127.0.0.1', true],
  ['http://127.9.9.9:80/x', true],
  ['http://[::1]:4010/', true],
  ['http://op.example/', false],
  ['http://localhost.evil.example/', false],
  ['http://127.0.0.1.evil.example/', false],
  ['http://10.0.0.1/', false],
  ['http://0.0.0.0/', false],
  ['https://user@op.example/', false],
  ['https://user:secret@op.example/', false],
  ['https://op.example/#fragment', false],
  ['ftp://op.example/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['op.example', false],
  ['', false],
])('%s: %s', (url, secure) => {
  expect(isSecureUrl(url)).toBe(secure);
});
