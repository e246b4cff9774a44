import { fileURLToPath } from 'node:url';
import { Secret } from '../client-credentials/secret.js';
import { day, flag, list, oneOf, readableFile, secondsUpTo, secret, secureUrl, text } from './setting-types.js';

type Schema =
  | typeof text
  | typeof day
  | typeof secret
  | typeof flag
  | ReturnType<typeof list>
  | ReturnType<typeof secondsUpTo>;

/** The value a setting gets, or the words of its fault. */
function read(schema: Pick<Schema, 'safeParse'>, value: unknown): unknown {
  const { success, data, error } = schema.safeParse(value);
  return success ? data : { fault: error?.issues[0]?.message };
}

const fault = (message: string) => ({ fault: message });

it.each([
  ['a', 'a'],
  [' ', ' '],
  ['', fault('must not be empty')],
  [7, fault('must be a text')],
  [null, fault('must be a text')],
])('a text: %j', (value, result) => {
  expect(read(text, value)).toEqual(result);
});

it.each(['true', 'on', true])('a flag that is switched on: %j', (value) => {
  expect(read(flag, value)).toBe(true);
});

it.each(['false', 'off', false])('a flag that is switched off: %j', (value) => {
  expect(read(flag, value)).toBe(false);
});

it.each(['TRUE', 'ON', 'yes', '1', '', ' true', 1, null, 'constructor'])('no flag: %j', (value) => {
  expect(read(flag, value)).toEqual(fault('must be true or false (or on, off)'));
});

it.each([
  ['a', ['a']],
  [' a , b,c ', ['a', 'b', 'c']],
  ['a,,b,', ['a', 'b']],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  ['', fault('must name at least one')],
  [' , ', fault('must name at least one')],
  [[], fault('must name at least one')],
  [[''], fault('must not be empty')],
  [['a', 7], fault('must be a text')],
  [7, fault('must be a comma-separated list')],
])('a list: %j', (value, result) => {
  expect(read(list(text), value)).toEqual(result);
});

it('a list that may be empty', () => {
  expect(read(list(text, 0), ' , ')).toEqual([]);
});

it('a list of words from a choice', () => {
  const schema = list(oneOf('RS256', 'ES256'));
  expect(read(schema, 'ES256, RS256')).toEqual(['ES256', 'RS256']);
  expect(read(schema, 'RS256, none')).toEqual(fault('must be one of RS256, ES256'));
  expect(read(schema, 'HS256')).toEqual(fault('must be one of RS256, ES256'));
});

it.each([
  ['0', 0],
  ['300', 300],
  ['007', 7],
  [0, 0],
  [300, 300],
])('seconds: %j', (value, seconds) => {
  expect(read(secondsUpTo(300), value)).toBe(seconds);
});

it.each(['301', '-1', '1.5', '1e2', '0x10', ' 5', '', 'soon', 301, -1, 1.5, Number.NaN, null])(
  'no seconds: %j',
  (value) => {
    expect(read(secondsUpTo(300), value)).toEqual(fault('must be whole seconds from 0 to 300'));
  },
);

it.each(['raw', 'encoded'])('one of a choice: %s', (value) => {
  expect(read(oneOf('encoded', 'raw'), value)).toBe(value);
});

it.each(['RAW', '', 'other', 7])('none of a choice: %j', (value) => {
  expect(read(oneOf('encoded', 'raw'), value)).toEqual(fault('must be one of encoded, raw'));
});

it('a secret, from a text and as it is', () => {
  const given = new Secret('correct horse');
  expect((read(secret, 'correct horse') as Secret).reveal()).toBe('correct horse');
  expect(read(secret, given)).toBe(given);
});

it.each(['', 7, null, {}])('no secret: %j', (value) => {
  expect(read(secret, value)).toEqual(fault('must be a text'));
});

it.each(['current\nnext', 'current\r\nnext', 'current\n'])('no secret, but lines: %j', (value) => {
  const problem = 'must be one line: the two secrets of a rotation go in a file';
  expect(read(secret, value)).toEqual(fault(problem));
  expect(read(secret, new Secret(value))).toEqual(fault(problem));
});

it.each([
  ['2027-01-31', '2027-01-31T00:00:00.000Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ['2027-01-31T12:00:00Z', '2027-01-31T12:00:00.000Z'],
  ['2027-01-31T12:00:00+02:00', '2027-01-31T10:00:00.000Z'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
])('a day: %j', (value, time) => {
  expect(read(day, value)).toEqual(new Date(time));
});

it.each(['2027-02-29', '31.01.2027', '2027-01-31T12:00:00', 'soon', '', 7, null, new Date(Number.NaN)])(
  'no day: %j',
  (value) => {
    const example = 'such as 2027-01-31, or a time with its zone such as 2027-01-31T12:00:00Z';
    expect(read(day, value)).toEqual(fault(`must be a date ${example}`));
  },
);

const NOT_SECURE = 'must be an https URL (http only on a loopback address), without credentials or fragment';

it.each([
  ['https://op.example/x', 'https://op.example/x'],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
  ['http://op.example', fault(NOT_SECURE)],
  ['https://a:SECRET@op.example', fault(NOT_SECURE)],
  ['op.example', fault(NOT_SECURE)],
  [7, fault('must be a URL')],
])('a URL: %j', (value, result) => {
  expect(read(secureUrl, value)).toEqual(result);
});

it('a file that can be read', () => {
  const here = fileURLToPath(import.meta.url);
  expect(read(readableFile, here)).toBe(here);
  expect(read(readableFile, `${here}.missing`)).toEqual(fault('must be a file that this process can read'));
  expect(read(readableFile, 7)).toEqual(fault('must be a path'));
});
