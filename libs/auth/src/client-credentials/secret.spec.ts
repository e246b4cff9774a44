import { format, inspect } from 'node:util';
import { Secret } from './secret.js';

const VALUE = 'correct horse';
const SECRET = new Secret(VALUE);

it('gives itself away only when it is told to', () => {
  expect(SECRET.reveal()).toBe(VALUE);
});

it.each([
  ['String()', String(SECRET), '[secret]'],
  ['a template', `${SECRET}`, '[secret]'],
  ['concatenation', `a${SECRET}`, 'a[secret]'],
  ['JSON', JSON.stringify({ SECRET }), '{"SECRET":"[secret]"}'],
  ['inspect', inspect(SECRET), '[secret]'],
  ['inspect of all there is', inspect({ SECRET }, { showHidden: true, depth: null }), '{ SECRET: [secret] }'],
  ['%s', format('%s', SECRET), '[secret]'],
  ['%o', format('%o', SECRET), '[secret]'],
  ['%j', format('%j', SECRET), '"[secret]"'],
  ['its members', JSON.stringify(Object.entries(SECRET)), '[]'],
  ['a copy', inspect({ ...SECRET }), '{}'],
  ['a structured copy', inspect(structuredClone(SECRET)), '{}'],
  ['an error', String(new Error(`wrong: ${SECRET}`)), 'Error: wrong: [secret]'],
])('is not printed by %s', (_, printed, text) => {
  expect(printed).toBe(text);
});
