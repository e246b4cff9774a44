import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './source-tree.js';

export interface MetricFacts {
  readonly name: string;
  readonly type: string;
  /** In alphabetical order. */
  readonly labels: readonly string[];
  readonly meaning: string;
}

/** The table of docs/metrics.md. */
export function documentedMetrics(): MetricFacts[] {
  const page = readFileSync(join(ROOT, 'docs/metrics.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `portero_'));
  return rows.map((row) => {
    const [name = '', type = '', labels = '', meaning = ''] = row
      .slice(2, -2)
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', ''));
    return { name, type, labels: labels.split(', ').filter(Boolean).sort(), meaning };
  });
}
