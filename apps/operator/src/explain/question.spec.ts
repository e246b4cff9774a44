import { countOf, questionOf } from './question.js';

it.each([
  [{ token: ' a.b.c\n', permissions: '', audience: ' ' }, { token: 'a.b.c' }],
  [
    { token: 'a.b.c', permissions: ' read:students, write:students  x ', audience: ' api://x ' },
    { token: 'a.b.c', permissions: ['read:students', 'write:students', 'x'], audience: 'api://x' },
  ],
])('asks about %j', (fields, question) => {
  expect(questionOf(fields)).toEqual(question);
});

it('counts the checks of a verdict', () => {
  const checks = [{ verdict: 'passed' }, { verdict: 'failed' }, { verdict: 'passed' }];
  expect([countOf(checks, 'passed'), countOf(checks, 'skipped')]).toEqual([2, 0]);
});
