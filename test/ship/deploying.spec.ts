import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SERVICE_LIMITS } from '../../apps/api/src/service-limits.js';
import { ROOT } from '../source-tree.js';
import { kustomized, manifestOf } from './kustomized.js';
import { containerOf, podOf } from './pods.js';

interface Alerts {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly labels: { readonly severity: string } }[];
  }[];
}

const page = readFileSync(join(ROOT, 'docs/deploying.md'), 'utf8');
const base = kustomized('base');

it('names every alert, and those first that are critical', () => {
  const { groups }: Alerts = parse(readFileSync(join(ROOT, 'deploy/prometheus/alerts.yml'), 'utf8'));
  const rules = groups.flatMap((group) => group.rules);
  const namesIn = (text: string) => (text.match(/\bPortero[A-Z]\w+/g) ?? []).sort();
  const [atOnce = ''] = /^- at once: .*$/m.exec(page) ?? [];
  const critical = rules.filter(({ labels }) => labels.severity === 'critical');
  expect(namesIn(page)).toEqual(rules.map(({ alert }) => alert).sort());
  expect(namesIn(atOnce)).toEqual(critical.map(({ alert }) => alert).sort());
});

it('has the numbers of the manifests and of the service', () => {
  const { SHUTDOWN_GRACE } = manifestOf(base, 'ConfigMap', 'portero').data as Record<string, string>;
  const memory = String(containerOf(base, 'portero').resources?.limits?.memory);
  expect(page).toContain(`For \`SHUTDOWN_GRACE\` seconds, ${SHUTDOWN_GRACE} here`);
  expect(page).toContain(`running requests have ${SERVICE_LIMITS.longestAnswer / 1_000} seconds`);
  expect(page).toContain(`\`terminationGracePeriodSeconds: ${podOf(base, 'portero').terminationGracePeriodSeconds}\``);
  expect(page).toContain(`up to ${SERVICE_LIMITS.keepAliveTimeout / 1_000} seconds idle`);
  expect(page).toContain(`limit of ${memory.replace('Mi', ' MB')}`);
});
