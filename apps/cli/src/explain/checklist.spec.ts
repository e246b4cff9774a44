import type { Check, Explanation } from '@portero/auth';
import { checklist } from './checklist.js';

const passed = { about: 'credentials', source: 'RFC 1', verdict: 'passed', expected: 'one', actual: 'one' } as const;
const failed = { ...passed, about: 'form', verdict: 'failed', actual: 'none', nextStep: 'mend it' } as const;
const skipped = (about: string, expected = 'a key', actual = 'not looked at'): Check => ({
  ...{ about, source: 'RFC 2', verdict: 'skipped', expected, actual },
});

function told(checks: readonly Check[], words = true): string[] {
  const explanation: Explanation = { verdict: 'refused', reason: 'malformed', token: '0a1b2c3d', checks };
  return checklist(explanation, words).split('\n');
}

it('tells every rule that was looked at in full', () => {
  expect(told([passed, failed])).toEqual([
    'passed  credentials (RFC 1)',
    '        expected: one',
    '        actual: one',
    'failed  form (RFC 1)',
    '        expected: one',
    '        actual: none',
    '        next: mend it',
    'refused: malformed (token 0a1b2c3d)',
  ]);
});

it('folds rules that were not looked at for the same reason into one line', () => {
  expect(
    told([passed, skipped('type'), skipped('critical extensions'), skipped('expiry'), failed]).slice(3, 6),
  ).toEqual([
    'skipped 3 rules not looked at: type, critical extensions, expiry',
    '        expected: a key',
    'failed  form (RFC 1)',
  ]);
  expect(told([skipped('type'), skipped('expiry')], false)[0]).toBe('- 2 rules not looked at: type, expiry');
});

it('keeps apart what is alone, is skipped for another reason, or has something to show', () => {
  expect(told([skipped('key')]).slice(0, 3)).toEqual([
    'skipped key (RFC 2)',
    '        expected: a key',
    '        actual: not looked at',
  ]);
  const lines = told([
    skipped('key'),
    skipped('type', 'claims'),
    skipped('start', 'claims', 'none'),
    skipped('end', 'claims', 'none'),
  ]);
  expect(lines.filter((line) => line.startsWith('skipped'))).toEqual([
    'skipped key (RFC 2)',
    'skipped type (RFC 2)',
    'skipped start (RFC 2)',
    'skipped end (RFC 2)',
  ]);
});
