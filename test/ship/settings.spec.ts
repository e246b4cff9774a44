import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Configuration } from '../../apps/api/src/config/configuration.js';
import { SERVICE_LIMITS } from '../../apps/api/src/service-limits.js';
import { ROOT } from '../source-tree.js';
import { OVERLAYS } from './kubernetes-environments.js';
import { kustomized, manifestOf } from './kustomized.js';
import { EXAMPLE, podEnvironment, settingsOf, variablesOf } from './pod-environment.js';
import { containerOf, podOf } from './pods.js';

describe.each(OVERLAYS)('%s', (overlay) => {
  const manifests = kustomized(overlay);
  const root = mkdtempSync(join(tmpdir(), 'portero-pod-'));
  const environment = podEnvironment(manifests, root);
  const configured = () => new Configuration(environment);

  afterAll(() => rmSync(root, { recursive: true }));

  it('sets variables that there are, each in one place', () => {
    const shown = readFileSync(join(ROOT, '.env.example'), 'utf8');
    const names = variablesOf(manifests).flatMap((place) => Object.keys(place));
    expect(names.filter((name) => !new RegExp(`^#? ?${name}=`, 'm').test(shown))).toEqual([]);
    expect(names).toEqual([...new Set(names)]);
  });

  it('is a configuration that the service takes as it is', () => {
    const { warnings, providers, embeddedIssuerPort, sharedStore, docs, service } = configured();
    expect(warnings).toEqual([]);
    expect(providers).toHaveLength(1);
    expect(providers[0]).toMatchObject({ clientId: expect.any(String), signInClientId: expect.any(String) });
    expect(embeddedIssuerPort).toBeUndefined();
    expect(sharedStore).toMatchObject({ url: environment.REDIS_URL });
    expect(docs).toBe(false);
    expect(service.SESSION_KEY).toHaveLength(1);
    expect(service).toMatchObject({ SYSTEM_TOKEN_ACCESS: 'authenticated', METRICS_ACCESS: 'open', HOST: '0.0.0.0' });
  });

  it('listens on the port of the container', () => {
    const { service } = configured();
    expect(containerOf(manifests, 'portero').ports).toEqual([{ name: 'http', containerPort: service.PORT }]);
  });

  it('gives running requests the time that the service gives them, and some more', () => {
    const { terminationGracePeriodSeconds = 0 } = podOf(manifests, 'portero');
    const { shutdownGrace } = configured();
    expect(shutdownGrace).toBeGreaterThanOrEqual(5_000);
    expect(terminationGracePeriodSeconds * 1_000).toBeGreaterThanOrEqual(
      shutdownGrace + SERVICE_LIMITS.longestAnswer + 5_000,
    );
  });

  it('has Redis where its URL leads', () => {
    const { hostname, port, password } = new URL(environment.REDIS_URL ?? '');
    const { spec } = manifestOf(manifests, 'Service', hostname);
    expect(spec).toMatchObject({ ports: [{ port: Number(port) }] });
    expect(password).not.toBe('');
  });

  it('has no secret in it', () => {
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const secret = /(_SECRET|_KEY|PASSWORD|REDIS_URL)(_[a-z0-9]+)?$/;
    expect(Object.keys(settingsOf(manifests)).filter((name) => secret.test(name))).toEqual([]);
  });
});

it('has an example of secrets with placeholders in it only', () => {
  const texts = EXAMPLE.flatMap(({ stringData }) => Object.values(stringData as Record<string, string>));
  expect(texts.length).toBeGreaterThan(3);
  expect(texts.filter((text) => !/<[^<>]+>/.test(text))).toEqual([]);
});

it('calls the same client in the settings and at the service account', () => {
  const manifests = kustomized('overlays/entra-workload-identity');
  expect(manifestOf(manifests, 'ServiceAccount', 'portero').metadata).toMatchObject({
    annotations: { 'azure.workload.identity/client-id': settingsOf(manifests).OIDC_CLIENT_ID_azure },
  });
});
