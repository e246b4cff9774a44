import { trustOf } from '../../test/trust-of.js';
import { audienceAccepted } from './audience.js';

const TRUST = trustOf({ audiences: ['api://students', 'api://teachers'] });

it.each<[string, unknown, boolean]>([
  ['one of ours', 'api://students', true],
  ['the other of ours', 'api://teachers', true],
  ['a foreign one', 'api://other', false],
  ['one of ours in another case', 'API://students', false],
  ['one of ours with a slash', 'api://students/', false],
  ['the beginning of ours', 'api://stud', false],
  ['both of ours in one text', 'api://students api://teachers', false],
  ['an empty text', '', false],
  ['a list with ours first', ['api://students', 'api://other'], true],
  ['a list with ours last', ['client', 'api://students'], true],
  ['a foreign list', ['api://other'], false],
  ['an empty list', [], false],
  ['a list of mixed types with ours', [7, null, { aud: 1 }, 'api://students'], true],
  ['a list of mixed types without ours', [7, null, ['api://students']], false],
  ['a number', 7, false],
  ['null', null, false],
  ['an object', { 0: 'api://students' }, false],
  ['none', undefined, false],
])('for %s', (_, aud, accepted) => {
  expect(audienceAccepted(aud, TRUST)).toBe(accepted);
});

it.each<[string, unknown, boolean]>([
  ['none', undefined, true],
  ['a foreign one', 'api://other', false],
  ['null', null, false],
  ['an empty list', [], false],
])('that is optional, for %s', (_, aud, accepted) => {
  expect(audienceAccepted(aud, trustOf({ audienceOptional: true }))).toBe(accepted);
});

it.each<[string, unknown, boolean]>([
  ["the route's", 'api://grades', true],
  ["the provider's", 'api://students', false],
  ['none, though it is optional', undefined, false],
])('of a route of its own, for %s', (_, aud, accepted) => {
  const trust = trustOf({ audienceOptional: true, relaxAudience: true });
  expect(audienceAccepted(aud, trust, ['api://grades'])).toBe(accepted);
});
