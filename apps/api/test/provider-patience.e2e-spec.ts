import { START_SECONDS } from '../../../libs/auth/test/manual-clock.js';
import { startClockedService } from './clocked-service.js';
import { callGuarded, keysUnavailable, LET_IN } from './guarded-route.js';

const date = (seconds: number) => new Date((START_SECONDS + seconds) * 1000);

/** What a provider says with a refusal, and the seconds for which it is left alone. */
const ROWS: readonly [number, string, number, string][] = [
  [503, '1', 1, 'F-A09'],
  [503, '120', 120, 'F-A09'],
  [500, '7', 7, 'F-A09'],
  [429, '30', 30, 'F-A10'],
  [429, date(30).toUTCString(), 30, 'F-A10'],
  [429, 'Tuesday, 14-Nov-23 22:13:50 GMT', 30, 'F-A10'],
  [429, 'Tue Nov 14 22:13:50 2023', 30, 'F-A10'],
  [429, date(7_200).toUTCString(), 3_600, 'F-A10'],
  [429, '3601', 3_600, 'F-A10'],
  [429, '99999999999999999999', 3_600, 'F-A10'],
  // Not at once, whatever it says.
  [429, '0', 1, 'F-A10'],
  [429, date(-30).toUTCString(), 1, 'F-A10'],
];

const GARBAGE = ['', 'soon', '-1', '1e9', '1.5', '0x10', '30, 60', '30 s', 'Tue', '2023-11-14T22:13:50Z', 'Infinity'];

/** Both are asked in turn, each by a service of its own. */
const ENDPOINTS = ['jwks', 'discovery'] as const;

describe.each(ENDPOINTS)('a provider whose %s answers', (endpoint) => {
  it.each(ROWS)(
    '%i with Retry-After %p is left alone for %i s, and callers are told (%s)',
    async (status, value, wait) => {
      const service = await startClockedService();
      const {
        url,
        clock,
        issuers: [issuer],
      } = service;
      const token = await issuer.mint('oidc');
      issuer.injectFault({ endpoint }, { kind: 'status', status, headers: { 'retry-after': value } }, 1);
      expect(await callGuarded(url, token)).toEqual(keysUnavailable(wait));

      clock.advance(wait * 1000 - 1);
      expect(await callGuarded(url, token)).toEqual(keysUnavailable(1));
      expect(service.asked(issuer, endpoint)).toBe(1);
      clock.advance(1);
      expect(await callGuarded(url, token)).toEqual(LET_IN);
      expect(service.asked(issuer, endpoint)).toBe(2);
    },
  );

  it('429 with a Retry-After that says nothing is left alone for the usual cooldown (F-A10)', async () => {
    const { url, clock, issuers } = await startClockedService(GARBAGE.length);
    const calls = issuers.map(async (issuer, i) => {
      const headers = { 'retry-after': GARBAGE[i] ?? '' };
      issuer.injectFault({ endpoint }, { kind: 'status', status: 429, headers }, 1);
      return callGuarded(url, await issuer.mint('oidc'));
    });
    expect(await Promise.all(calls)).toEqual(GARBAGE.map(() => keysUnavailable()));
    clock.advance(10_000);
    const later = issuers.map(async (issuer) => callGuarded(url, await issuer.mint('oidc')));
    expect(await Promise.all(later)).toEqual(GARBAGE.map(() => LET_IN));
  });
});

it('holds the time that was asked for when keys are looked for, too (F-A09)', async () => {
  const service = await startClockedService();
  const {
    url,
    clock,
    issuers: [issuer],
  } = service;
  const known = await issuer.mint('oidc');
  expect(await callGuarded(url, known)).toEqual(LET_IN);
  await issuer.rotateKeys('oidc');
  const token = await issuer.mint('oidc');
  issuer.injectFault({ endpoint: 'jwks' }, { kind: 'status', status: 503, headers: { 'retry-after': '60' } }, 1);
  expect(await callGuarded(url, token)).toEqual(keysUnavailable(60));
  clock.advance(59_999);
  expect([await callGuarded(url, token), await callGuarded(url, known)]).toEqual([keysUnavailable(1), LET_IN]);
  expect(service.asked(issuer, 'jwks')).toBe(2);
  clock.advance(1);
  expect(await callGuarded(url, token)).toEqual(LET_IN);
});
