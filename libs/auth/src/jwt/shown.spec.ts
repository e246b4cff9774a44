import { shown } from './shown.js';

it.each([
  [undefined, 'absent'],
  [null, 'null'],
  ['a', '"a"'],
  [['a', 7], '["a",7]'],
  ['line\nbreak "quoted"', '"line\\nbreak \\"quoted\\""'],
])('shows %j as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});

it('shows 200 characters at the most', () => {
  expect(shown('x'.repeat(198))).toHaveLength(200);
  expect(shown('x'.repeat(199))).toBe(`"${'x'.repeat(199)}`);
});
