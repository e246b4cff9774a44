import { formatOf } from './format.js';

const en = formatOf('en');
const es = formatOf('es');

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [0.0016, '1.6 ms'],
    [0.0341, '34 ms'],
    [0.9994, '999 ms'],
    [0.9996, '1 s'],
    [2.06, '2.1 s'],
    [9.94, '9.9 s'],
    [18.1, '18 s'],
    [59.49, '59 s'],
    [59.5, '1 min'],
    [200, '3 min 20 s'],
    [3_599.6, '1 h'],
    [3_900, '1 h 5 min'],
    [90_000, '1 d 1 h'],
    [777_600, '9 d'],
  ])('of %p s is %s', (seconds, text) => {
    expect(en.duration(seconds)).toBe(text);
  });

  it('has the comma of its language', () => {
    expect(es.duration(2.06)).toBe('2,1 s');
  });
});

describe('an offset', () => {
  it.each([
    [0, '+0 ms'],
    [-0.4, '+0 ms'],
    [17.25, '+17 ms'],
    [999.6, '+1.00 s'],
    [2_032.5, '+2.03 s'],
  ])('of %p ms is %s', (milliseconds, text) => {
    expect(en.offset(milliseconds)).toBe(text);
  });
});

describe('a time from now', () => {
  it.each([
    [-13, '13 seconds ago', 'hace 13 segundos'],
    [-119, '1 minute ago', 'hace 1 minuto'],
    [-7_300, '2 hours ago', 'hace 2 horas'],
    [794_880, 'in 9 days', 'dentro de 9 días'],
  ])('of %p s is said', (seconds, english, spanish) => {
    expect([en.relative(seconds), es.relative(seconds)]).toEqual([english, spanish]);
  });
});

it('tells the time of day to the millisecond', () => {
  const at = new Date(2026, 10, 22, 13, 5, 9, 34).toISOString();
  expect([en.time(at), es.time(at), en.clock(at)]).toEqual(['13:05:09.034', '13:05:09,034', '13:05:09']);
});
