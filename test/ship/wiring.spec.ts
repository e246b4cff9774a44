import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IService } from 'kubernetes-models/v1';
import { parse } from 'yaml';
import { ROOT } from '../source-tree.js';
import { ENVIRONMENTS, OVERLAYS } from './kubernetes-environments.js';
import { kustomizationIn, kustomized, type Labels, type Manifest, manifestOf, manifestsIn } from './kustomized.js';
import { containerOf, podOf, templateOf, workloadsIn } from './pods.js';

const FAR = /ingress-nginx|monitoring|kube-system/;

/** Every `matchLabels` in it, and the selector of a Service. */
function selectorsIn(value: unknown): Labels[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'matchLabels' ? [inner] : selectorsIn(inner)));
}

const selectorsOf = (manifest: Manifest) =>
  manifest.kind === 'Service' ? [(manifest as Manifest & IService).spec?.selector ?? {}] : selectorsIn(manifest);

const labelled = (labels: Labels = {}, selector: Labels) =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

describe.each(ENVIRONMENTS)('%s', (folder, manifests) => {
  const workloads = workloadsIn(manifests);

  it('selects pods that there are', () => {
    const labels = workloads.map(({ spec }) => spec?.template.metadata?.labels);
    const selectors = manifests.flatMap((one) =>
      selectorsOf(one).map((selector) => [one.metadata.name, selector] as const),
    );
    expect(selectors.length).toBeGreaterThan(5);
    const lost = selectors.filter(
      ([, selector]) =>
        !FAR.test(JSON.stringify(selector)) &&
        !('k8s-app' in selector) &&
        !labels.some((one) => labelled(one, selector)),
    );
    // Without its component nothing is Redis, and the rule for it leads nowhere.
    const redis = { 'app.kubernetes.io/name': 'portero-redis' };
    const expected = labels.some((one) => labelled(one, redis)) ? [] : [['portero', redis]];
    expect(lost).toEqual(expected);
  });

  it('sends what services get to ports of their pods', () => {
    for (const service of manifests.filter(({ kind }) => kind === 'Service') as (Manifest & IService)[]) {
      const ports = containerOf(manifests, service.metadata.name).ports?.map(({ name }) => name);
      expect(service.spec?.ports?.map(({ targetPort }) => targetPort)).toEqual(ports);
    }
  });

  it('takes its environment from what is there', () => {
    const sources = workloads.flatMap(({ metadata }) => containerOf(manifests, metadata.name).envFrom ?? []);
    expect(sources).toEqual([{ configMapRef: { name: 'portero' } }, { secretRef: { name: 'portero' } }]);
    const secrets = manifestsIn('secrets.example.yaml').map(({ metadata }) => metadata.name);
    expect(manifestOf(manifests, 'ConfigMap', 'portero')).toBeDefined();
    const mounted = workloads.flatMap(({ metadata }) => podOf(manifests, metadata.name).volumes ?? []);
    for (const { configMap, secret } of mounted) {
      if (configMap?.name) manifestOf(manifests, 'ConfigMap', configMap.name);
      if (secret) expect(secrets).toContain(secret.secretName);
    }
  });

  it('denies what no policy names', () => {
    expect(manifestOf(manifests, 'NetworkPolicy', 'default-deny').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  it('never takes a pod away before another one is there', () => {
    const { spec } = manifestOf(manifests, 'Deployment', 'portero') as Manifest & { spec: Record<string, unknown> };
    expect(spec.strategy).toEqual({ rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
    expect(spec.replicas).toBe(folder === 'components/autoscaling' ? undefined : 3);
  });
});

it.each(OVERLAYS)('%s puts everything into the namespace that there is', (folder) => {
  const manifests = kustomized(folder);
  expect(kustomizationIn(folder).namespace).toBe(manifestOf(manifests, 'Namespace', 'portero').metadata.name);
  const images = parse(readFileSync(join(ROOT, 'deploy/kubernetes', folder, 'kustomization.yaml'), 'utf8')).images;
  expect(images.map(({ name }: { name: string }) => name)).toEqual([
    containerOf(manifests, 'portero').image?.split(':')[0],
  ]);
});

it('lets the load set the number of pods, from as many as there are without it', () => {
  const { spec } = manifestOf(kustomized('base', 'components/autoscaling'), 'HorizontalPodAutoscaler', 'portero');
  const { replicas } = manifestOf(kustomized('base'), 'Deployment', 'portero').spec as { replicas: number };
  expect(spec).toMatchObject({ scaleTargetRef: { kind: 'Deployment', name: 'portero' }, minReplicas: replicas });
});

it('has Prometheus scrape the job that the alert rules name, at the port of the service', () => {
  const manifests = kustomized('base', 'components/prometheus-operator');
  const service = manifestOf(manifests, 'Service', 'portero') as Manifest & IService;
  const monitor = manifestOf(manifests, 'ServiceMonitor', 'portero').spec as {
    selector: { matchLabels: Labels };
    endpoints: readonly { port: string; path: string }[];
  };
  expect(labelled(service.metadata.labels, monitor.selector.matchLabels)).toBe(true);
  expect(monitor.endpoints).toMatchObject([{ port: service.spec?.ports?.[0]?.name, path: '/metrics' }]);
  expect(readFileSync(join(ROOT, 'deploy/prometheus/alerts.yml'), 'utf8')).toContain(`job="${service.metadata.name}"`);
});

describe('the ingress', () => {
  const manifests = kustomized('base', 'components/ingress');
  const text = JSON.stringify(manifestOf(manifests, 'Ingress', 'portero'));

  it('has the host of PUBLIC_URL', () => {
    const { PUBLIC_URL = '' } = manifestOf(manifests, 'ConfigMap', 'portero').data as Labels;
    const hosts = [...text.matchAll(/"hosts?":\[?"([^"]+)"/g)].map(([, host]) => host);
    expect(hosts).toEqual([new URL(PUBLIC_URL).hostname, new URL(PUBLIC_URL).hostname]);
  });

  it('leads to routes of the README, and neither to metrics nor to health', () => {
    const paths = [...text.matchAll(/"path":"([^"]+)"/g)].map(([, path = '']) => path);
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    expect(paths.length).toBeGreaterThan(4);
    expect(
      paths.filter((path) => !new RegExp(`^\\| \`(GET|POST) ${path}`, 'm').test(readme) && path !== '/operator'),
    ).toEqual([]);
    expect(paths.filter((path) => /^\/(metrics|health|docs)/.test(path) || path === '/')).toEqual([]);
  });
});

it('keeps used proofs in Redis for as long as they count', () => {
  const { data } = manifestOf(kustomized('base', 'components/redis'), 'ConfigMap', 'portero-redis') as unknown as {
    data: Labels;
  };
  const [, include = ''] = /^include (\S+)$/m.exec(data['redis.conf'] ?? '') ?? [];
  expect(data['redis.conf']).toMatch(/^maxmemory-policy noeviction$/m);
  const mounts = containerOf(kustomized('base', 'components/redis'), 'portero-redis').volumeMounts ?? [];
  expect(mounts.map(({ mountPath }) => mountPath)).toContain(include.slice(0, include.lastIndexOf('/')));
  expect(existsSync(join(ROOT, 'deploy/kubernetes/components/redis/redis.conf'))).toBe(true);
  expect(templateOf(kustomized('base', 'components/redis'), 'portero-redis').metadata?.labels).toBeDefined();
});
