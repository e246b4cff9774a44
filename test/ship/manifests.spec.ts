import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../source-tree.js';
import { ENVIRONMENTS } from './kubernetes-environments.js';
import { KUBERNETES, kustomizationIn, type Manifest, manifestsIn } from './kustomized.js';

/** Of the Prometheus Operator: Kubernetes itself has no schema of these. */
const CUSTOM = ['ServiceMonitor', 'PrometheusRule'];

const SECRETS = 'secrets.example.yaml';
const HEAD = 'components/prometheus-operator/prometheus-rule.head.yaml';

const built = [...ENVIRONMENTS.flatMap(([, manifests]) => manifests), ...manifestsIn(SECRETS)];
const known = [
  ...new Map(built.filter(({ kind }) => !CUSTOM.includes(kind)).map((one) => [JSON.stringify(one), one])).values(),
];

interface Model {
  validate(): void;
}

async function validate(manifest: Manifest): Promise<void> {
  const models: Record<string, new (data: Manifest) => Model> = await import(
    `kubernetes-models/${manifest.apiVersion}`
  );
  const Known = models[manifest.kind];
  if (!Known) throw new Error(`${manifest.apiVersion} has no ${manifest.kind}`);
  new Known(manifest).validate();
}

/** What TypeScript says of manifests as literals: members that their kind does not have, too. */
function misfits(manifests: readonly Manifest[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'portero-manifests-'));
  const lines = manifests.map(
    (manifest, i) =>
      `export const m${i}: import('kubernetes-models/${manifest.apiVersion}').I${manifest.kind} = ${JSON.stringify(manifest)};`,
  );
  writeFileSync(join(folder, 'manifests.mts'), lines.join('\n'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const compilerOptions = { noEmit: true, strict: true, skipLibCheck: true, module: 'nodenext', types: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['manifests.mts'] }));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return stdout;
}

it('uses every file of the folder, and only such', () => {
  const files = readdirSync(KUBERNETES, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path));
  const used = files
    .filter((path) => path.endsWith('/kustomization.yaml'))
    .flatMap((path) => {
      const folder = path.replace('/kustomization.yaml', '');
      const { resources = [], patches = [], configMapGenerator = [] } = kustomizationIn(folder);
      const generated = configMapGenerator.flatMap(({ envs = [], files: whole = [] }) => [...envs, ...whole]);
      const named = [...resources, ...patches.map(({ path: patch }) => patch), ...generated];
      return [path, ...named.filter((name) => /\.\w+$/.test(name)).map((name) => join(folder, name))];
    });
  expect([...used, SECRETS, HEAD, 'README.md'].sort()).toEqual(files.sort());
});

it.each(ENVIRONMENTS)('%s has one manifest of a kind and name', (_, manifests) => {
  const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(names).toEqual([...new Set(names)]);
});

it.each(known.map((one) => [`${one.kind} ${one.metadata.name}`, one] as const))('%s is valid', async (_, manifest) => {
  await validate(manifest);
});

it('has no member that Kubernetes does not know', () => {
  expect(known.length).toBeGreaterThan(12);
  expect(misfits(known)).toBe('');
  const [typo] = known.filter(({ kind }) => kind === 'Service');
  expect(misfits([{ ...(typo as Manifest), spek: {} }])).toMatch(/"spek"' does not exist in type 'IService'/);
});

it('has no custom resource but those of the Prometheus Operator', () => {
  const groups = built.filter(({ kind }) => CUSTOM.includes(kind)).map(({ apiVersion }) => apiVersion);
  expect(new Set(groups)).toEqual(new Set(['monitoring.coreos.com/v1']));
});

it('makes one rule of head and alerts, as the README says', () => {
  const [, command = ''] =
    /^(\(cat .*\)) \| kubectl apply -f -$/m.exec(readFileSync(join(KUBERNETES, 'README.md'), 'utf8')) ?? [];
  const { stdout } = spawnSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8' });
  const alerts = parse(readFileSync(join(ROOT, 'deploy/prometheus/alerts.yml'), 'utf8'));
  expect(parse(stdout)).toMatchObject({ kind: 'PrometheusRule', metadata: { name: 'portero' }, spec: alerts });
});
