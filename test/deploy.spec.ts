import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REASONS } from '@portero/auth';
import { documentedMetrics } from './documented-metrics.js';
import { ROOT } from './source-tree.js';

/** What Prometheus adds to every sample. */
const OF_SCRAPES = ['instance', 'job'];

const ALERTS = 'deploy/prometheus/alerts.yml';
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Query {
  readonly expr: string;
  /** Words that show its labels to people. */
  readonly shows: string;
}

/** The rules, in the layout that alerts.yml has: an expression of several lines is folded. */
function alertRules(): Query[] {
  return read(ALERTS)
    .split(/^ {6}- alert: /m)
    .slice(1)
    .map((rule) => {
      const [, folded, plain] = /^ {8}expr: (?:>-\n((?: {10}.*\n)+)|(.*)\n)/m.exec(rule) ?? [];
      return { expr: (folded ?? plain ?? '').trim(), shows: rule };
    });
}

interface Panel {
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

function dashboardQueries(): Query[] {
  const { panels } = JSON.parse(read('deploy/grafana/portero.json')) as { panels: readonly Panel[] };
  return panels.flatMap(({ targets }) => targets.map(({ expr, legendFormat }) => ({ expr, shows: legendFormat })));
}

/** The labels that a series may have, by its name: a histogram has three. */
const SERIES = new Map(
  documentedMetrics().flatMap(({ name, type, labels }): [string, readonly string[]][] => {
    const known = [...labels, ...OF_SCRAPES];
    if (type !== 'histogram') return [[name, known]];
    return [
      [`${name}_bucket`, [...known, 'le']],
      [`${name}_sum`, known],
      [`${name}_count`, known],
    ];
  }),
);

/** Its series that are not documented, and the labels that none of its series has. */
function strangersIn({ expr, shows }: Query): string[] {
  const selectors = [...expr.matchAll(/\b(portero_\w+)(?:\{([^}]*)\})?/g)];
  const strangers = selectors.flatMap(([, series = '', matchers = '']) => {
    const labels = SERIES.get(series);
    if (!labels) return [series];
    const matched = [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label);
    return matched.filter((label) => !labels.includes(label)).map((label) => `${label} of ${series}`);
  });
  const known = new Set([...OF_SCRAPES, ...selectors.flatMap(([, series = '']) => SERIES.get(series) ?? [])]);
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(/,\s*/));
  const shown = [...shows.matchAll(/\{\{ *(?:\$labels\.)?(\w+) *\}\}/g)].map(([, label = '']) => label);
  return [...strangers, ...[...grouped, ...shown].filter((label) => !known.has(label))];
}

it('has rules and panels that this test can read', () => {
  const rules = alertRules();
  expect(rules).toHaveLength(read(ALERTS).match(/^ {6}- alert: /gm)?.length ?? 0);
  expect([...rules, ...dashboardQueries()].filter(({ expr }) => !/\w\{|\w\[|portero_/.test(expr))).toEqual([]);
  expect(strangersIn({ expr: 'sum by (client) (portero_no{a="b"})', shows: '{{ $labels.path }}' })).toEqual([
    'portero_no',
    'client',
    'path',
  ]);
  expect(strangersIn({ expr: 'portero_shared_cache_up{provider="a"}', shows: '' })).toEqual([
    'provider of portero_shared_cache_up',
  ]);
});

it('asks for documented metrics and labels only, in the alerts and in the dashboard', () => {
  expect(alertRules().flatMap(strangersIn)).toEqual([]);
  expect(dashboardQueries().flatMap(strangersIn)).toEqual([]);
});

it('shows every metric in the dashboard', () => {
  const asked = dashboardQueries().map(({ expr }) => expr);
  const missing = documentedMetrics().filter(({ name }) => !asked.some((expr) => expr.includes(name)));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

it('links every alert that has a reason to its part of the troubleshooting page', () => {
  const headings = new Set([...read('docs/troubleshooting.md').matchAll(/^### (\w+)$/gm)].map(([, reason]) => reason));
  const links = [...read(ALERTS).matchAll(/runbook_url: "?(\S+?)#(.*?)"?$/gm)];
  // A shared cache that is down is no reason: nobody is refused.
  expect(links).toHaveLength(alertRules().length - 1);
  for (const [, page = '', part = ''] of links) {
    expect(existsSync(join(ROOT, page))).toBe(true);
    if (part !== '{{ $labels.reason }}') expect([part, headings.has(part)]).toEqual([part, true]);
  }
  // Where a label says which part.
  expect(Object.keys(REASONS).filter((reason) => !headings.has(reason))).toEqual([]);
});

it('names reasons that there are', () => {
  const named = [...alertRules(), ...dashboardQueries()].flatMap(({ expr }) =>
    [...expr.matchAll(/\breason=~?"([^"]*)"/g)].flatMap(([, words = '']) => words.split('|')),
  );
  expect(named).toContain('rate_limited');
  expect(named.filter((reason) => !Object.hasOwn(REASONS, reason))).toEqual([]);
});

describe('promtool', () => {
  const installed = spawnSync('promtool', ['--version']).status === 0;
  if (!installed) {
    it('left out: no promtool on the PATH', () => {
      if (process.env.CI) throw new Error('This suite must run in CI, and there is no promtool on the PATH');
    });
    return;
  }

  it.each([
    ['check', ALERTS],
    ['test', 'deploy/prometheus/alerts.test.yml'],
  ])('%ss the rules', (command, file) => {
    const { status, stdout, stderr } = spawnSync('promtool', [command, 'rules', join(ROOT, file)], {
      encoding: 'utf8',
    });
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
  });
});
