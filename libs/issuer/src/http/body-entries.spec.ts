import { type BodyFormat, bodyEntries } from './body-entries.js';

const FORM = 'application/x-www-form-urlencoded';
const BOTH: readonly BodyFormat[] = ['json', 'form'];

it.each([
  [
    'a form',
    FORM,
    'a=1&b=%20+',
    [
      ['a', '1'],
      ['b', '  '],
    ],
  ],
  [
    'repeats',
    FORM,
    'a=1&a=2',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  ['an empty form', FORM, '', []],
  ['parameters and case of the media type', 'Application/X-WWW-Form-Urlencoded; charset=UTF-8', 'a=1', [['a', '1']]],
  ['JSON', 'application/json', '{"a":"1"}', [['a', '1']]],
  ['JSON that names the prototype', 'application/json', '{"__proto__":"1"}', [['__proto__', '1']]],
])('reads %s', (_, type, body, entries) => {
  expect(bodyEntries(type, Buffer.from(body), BOTH)).toEqual(entries);
});

it.each([
  ['no media type', undefined, 'a=1'],
  ['another media type', 'text/plain', 'a=1'],
  ['broken JSON', 'application/json', '{"a":'],
  ['a JSON list', 'application/json', '["a"]'],
  ['JSON null', 'application/json', 'null'],
  ['a JSON number', 'application/json', '{"a":1}'],
])('does not read %s', (_, type, body) => {
  expect(bodyEntries(type, Buffer.from(body), BOTH)).toBeUndefined();
});

it('does not read JSON where only forms are taken', () => {
  expect(bodyEntries('application/json', Buffer.from('{"a":"1"}'), ['form'])).toBeUndefined();
});
