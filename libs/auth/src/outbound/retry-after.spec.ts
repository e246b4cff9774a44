import { START_SECONDS } from '../../test/manual-clock.js';
import { retryAfterSeconds } from './retry-after.js';

const NOW = START_SECONDS * 1000;

it.each([
  ['no header', null, undefined],
  ['seconds', '3', 3],
  ['zero', '0', 0],
  ['blanks around', ' 120 ', 120],
  ['an hour', '3600', 3600],
  ['more than an hour', '3601', 3600],
  ['a billion', '1000000000', 3600],
  ['more digits than a number holds', '9'.repeat(400), 3600],
  ['an IMF date', 'Tue, 14 Nov 2023 22:13:50 GMT', 30],
  ['an RFC 850 date', 'Tuesday, 14-Nov-23 22:13:50 GMT', 30],
  ['an asctime date, which is in GMT', 'Tue Nov 14 22:13:50 2023', 30],
  ['this moment', 'Tue, 14 Nov 2023 22:13:20 GMT', 0],
  ['a past date', 'Tue, 14 Nov 2023 22:13:19 GMT', 0],
  ['a date far away', 'Tue, 14 Nov 2051 22:13:20 GMT', 3600],
  ['nothing', '', undefined],
  ['a negative number', '-1', undefined],
  ['a fraction', '1.5', undefined],
  ['an exponent', '1e9', undefined],
  ['a date without a day name', '2023-11-14T22:13:50Z', undefined],
  ['a day name without a date', 'Tue, soon', undefined],
  ['a word', 'soon', undefined],
])('reads %s (F-C09)', (_, header, seconds) => {
  expect(retryAfterSeconds(header, NOW)).toBe(seconds);
});

it('rounds the rest of a second up', () => {
  expect(retryAfterSeconds('Tue, 14 Nov 2023 22:13:50 GMT', NOW + 1)).toBe(30);
  expect(retryAfterSeconds('Tue, 14 Nov 2023 22:13:50 GMT', NOW + 999)).toBe(30);
  expect(retryAfterSeconds('Tue, 14 Nov 2023 22:13:50 GMT', NOW + 1000)).toBe(29);
});
