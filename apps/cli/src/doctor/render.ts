import { harmless } from '../terminal.js';
import type { DoctorLine, Sign } from './finding.js';

const SIGNS: Readonly<Record<Sign, string>> = { ok: '✓', warning: '!', fault: '✗', skipped: '-' };

/** A line for people, with its hint under it; words stand in for signs where signs may not be seen. */
export function renderLine({ sign, provider, check, message, hint }: DoctorLine, words: boolean): string {
  const mark = words ? sign.padEnd(7) : SIGNS[sign];
  const place = provider ? `${provider} ${check}` : check;
  return [
    `${mark} ${place}: ${harmless(message)}`,
    ...(hint ? [`${' '.repeat(mark.length + 1)}${harmless(hint)}`] : []),
  ].join('\n');
}
