import { parseTrustedProxies } from './trusted-proxies.js';

it.each([
  ['10.0.0.4', ['10.0.0.4', '::ffff:10.0.0.4'], ['10.0.0.5', '::10.0.0.4', '', 'unknown', '10.0.0.4:443']],
  ['10.0.0.4, 192.168.7.9/16 ,2001:db8::/32', ['192.168.255.255', '2001:db8:ffff::1'], ['192.169.0.0', '2001:db9::']],
  ['127.0.0.0/8,::1', ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'], ['128.0.0.1', '::2']],
])('takes %s', (text, proxies, others) => {
  const parsed = parseTrustedProxies(text);
  const trusts = 'trusts' in parsed ? parsed.trusts : () => undefined;
  expect(proxies.map(trusts)).toEqual(proxies.map(() => true));
  expect(others.map(trusts)).toEqual(others.map(() => false));
});

it.each([
  'true',
  '*',
  '1',
  'loopback',
  'proxy.example',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/00',
  '10.0.0.0/33',
  '::1/129',
  'fe80::1%eth0',
  '10.0.0.0/8/8',
  '10.0.0.0/255.0.0.0',
  '10.0.0.4,',
  '10.0.0.4 10.0.0.5',
  '10.0.0.4:443',
])('refuses %s, and says how to mend it', (text) => {
  expect(parseTrustedProxies(text)).toEqual({ fault: expect.stringMatching(/^must be .* such as 10\.0\.0\.4 or/) });
});
