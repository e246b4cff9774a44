import { preferredLanguage } from './language.js';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['es', 'es'],
  ['ES-mx', 'es'],
  ['en-GB, es', 'en'],
  ['en;q=0.1, es;q=0.2', 'es'],
  ['es;q=0, en', 'en'],
  ['es;q=x', 'en'],
  ['estonian', 'en'],
  [`${'es;q=0,'.repeat(1000)}es`, 'es'],
])('reads %j as %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
