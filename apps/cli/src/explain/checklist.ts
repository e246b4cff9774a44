import type { Check, Explanation } from '@portero/auth';
import { harmless } from '../terminal.js';

const SIGNS = { passed: '✓', failed: '✗', skipped: '-' } as const;

/** The whole explanation for people; words stand in for signs where signs may not be seen. */
export function checklist({ verdict, reason, token, provider, checks }: Explanation, words: boolean): string {
  const lines = inRuns(checks).flatMap((run) => {
    const [check] = run;
    const mark = words ? check.verdict.padEnd(7) : SIGNS[check.verdict];
    const margin = ' '.repeat(mark.length + 1);
    const expected = `${margin}expected: ${harmless(check.expected)}`;
    if (run.length > 1) {
      return [`${mark} ${run.length} rules not looked at: ${run.map(({ about }) => about).join(', ')}`, expected];
    }
    return [
      `${mark} ${check.about} (${check.source})`,
      expected,
      `${margin}actual: ${harmless(check.actual)}`,
      ...(check.nextStep ? [`${margin}next: ${harmless(check.nextStep)}`] : []),
    ];
  });
  const whose = provider ? `, of ${provider}` : '';
  return [...lines, `${verdict}${reason ? `: ${reason}` : ''} (token ${token}${whose})`].join('\n');
}

type Run = readonly [Check, ...Check[]];

/** Checks that stand together because they were not looked at for the same reason; every other one alone. */
function inRuns(checks: readonly Check[]): Run[] {
  const runs: [Check, ...Check[]][] = [];
  for (const check of checks) {
    const last = runs.at(-1);
    if (last && isUnseen(check) && isUnseen(last[0]) && check.expected === last[0].expected) last.push(check);
    else runs.push([check]);
  }
  return runs;
}

const isUnseen = ({ verdict, actual }: Check) => verdict === 'skipped' && actual === 'not looked at';
