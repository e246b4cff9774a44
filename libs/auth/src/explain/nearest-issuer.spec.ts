import { trustOf } from '../../test/trust-of.js';
import type { TrustedIssuer } from '../jwt/trusted-issuers.js';
import { nearestIssuer } from './nearest-issuer.js';

const ONE = '11111111-1111-4111-8111-111111111111';
const TWO = '22222222-2222-4222-8222-222222222222';
const TRUSTED = [
  'https://lab.eu.auth0.com/',
  `https://login.microsoftonline.com/${ONE}/v2.0`,
  'https://op.example/realms/school',
].map((issuer) => ({ trust: trustOf({ issuer }) }) as TrustedIssuer);

it.each([
  ['https://lab.eu.auth0.com', 'https://lab.eu.auth0.com/', 'slash'],
  ['https://Lab.EU.auth0.com', 'https://lab.eu.auth0.com/', 'case'],
  ['http://op.example/realms/school', 'https://op.example/realms/school', 'scheme'],
  [`https://sts.windows.net/${ONE}/`, `https://login.microsoftonline.com/${ONE}/v2.0`, 'version'],
  [`https://login.microsoftonline.com/${TWO}/v2.0`, `https://login.microsoftonline.com/${ONE}/v2.0`, 'tenant'],
  ['https://op.example/realms/house', 'https://op.example/realms/school', undefined],
  ['https://lab.us.auth0.com/', 'https://lab.eu.auth0.com/', undefined],
  [5, 'https://lab.eu.auth0.com/', undefined],
  [undefined, 'https://lab.eu.auth0.com/', undefined],
])('finds for %s the issuer %s, another %s', (iss, issuer, difference) => {
  const nearest = nearestIssuer(iss, TRUSTED);
  expect([nearest?.issuer.trust.issuer, nearest?.difference]).toEqual([issuer, difference]);
});

it('takes an issuer that differs in one thing before one with a nearer name', () => {
  const near = { trust: trustOf({ issuer: `https://sts.windows.net/${TWO}/a` }) } as TrustedIssuer;
  const found = nearestIssuer(`https://sts.windows.net/${ONE}/`, [near, ...TRUSTED]);
  expect(found?.difference).toBe('version');
});

it('finds none where none is trusted, and is not slow on long names', () => {
  expect(nearestIssuer('https://op.example', [])).toBeUndefined();
  expect(nearestIssuer('x'.repeat(1_000_000), TRUSTED)?.difference).toBeUndefined();
});
