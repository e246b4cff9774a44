import type { Explanation } from '@portero/auth';
import { harmless } from '../terminal.js';

const SIGNS = { passed: '✓', failed: '✗', skipped: '-' } as const;

/** The whole explanation for people; words stand in for signs where signs may not be seen. */
export function checklist({ verdict, reason, token, provider, checks }: Explanation, words: boolean): string {
  const lines = checks.flatMap((check) => {
    const mark = words ? check.verdict.padEnd(7) : SIGNS[check.verdict];
    const margin = ' '.repeat(mark.length + 1);
    return [
      `${mark} ${check.about} (${check.source})`,
      `${margin}expected: ${harmless(check.expected)}`,
      `${margin}actual: ${harmless(check.actual)}`,
      ...(check.nextStep ? [`${margin}next: ${harmless(check.nextStep)}`] : []),
    ];
  });
  const whose = provider ? `, of ${provider}` : '';
  return [...lines, `${verdict}${reason ? `: ${reason}` : ''} (token ${token}${whose})`].join('\n');
}
