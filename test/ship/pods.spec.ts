import { textsOf } from './dockerfile.js';
import { ENVIRONMENTS } from './kubernetes-environments.js';
import { workloadsIn } from './pods.js';

describe.each(ENVIRONMENTS)('%s', (_, manifests) => {
  const workloads = workloadsIn(manifests);
  const pods = workloads.flatMap(({ metadata, spec }) =>
    spec?.template.spec ? [[metadata.name, spec.template.spec] as const] : [],
  );

  it.each(pods)('runs %s as the restricted Pod Security Standard wants it', (_name, { securityContext, ...pod }) => {
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(securityContext?.runAsUser).toBeGreaterThan(0);
    expect(Object.keys(pod).filter((member) => /^host/.test(member))).toEqual([]);
    for (const container of pod.containers) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it.each(pods)('gives %s no token of the API server', (_name, pod) => {
    expect(pod.automountServiceAccountToken).toBe(false);
  });

  it.each(pods)('pins the images of %s, and bounds their memory', (_name, { containers }) => {
    for (const { image = '', resources } of containers) {
      expect(image).toMatch(/^[\w./-]+(:\d+\.\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})$/);
      expect(resources).toMatchObject({ requests: { cpu: expect.any(String), memory: expect.any(String) } });
      expect(resources?.limits).toEqual({ memory: expect.any(String) });
    }
  });

  it.each(pods)('mounts the volumes of %s, and those only, to be read', (_name, { volumes = [], containers }) => {
    const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts);
    expect(mounts.map(({ name }) => name).sort()).toEqual(volumes.map(({ name }) => name).sort());
    expect(mounts.filter(({ readOnly }) => !readOnly)).toEqual([]);
  });

  it.each(pods)('probes %s at ports that it has', (_name, { containers }) => {
    for (const { ports = [], livenessProbe, readinessProbe, startupProbe } of containers) {
      const probes = [livenessProbe, readinessProbe, startupProbe ?? readinessProbe];
      const probed = probes.map((probe) => probe?.httpGet?.port ?? probe?.tcpSocket?.port);
      expect(probed.filter((port) => !ports.some(({ name }) => name === port))).toEqual([]);
    }
  });
});

it('runs the service as the user of its image', () => {
  const [service] = workloadsIn(ENVIRONMENTS[0]?.[1] ?? []);
  const { runAsUser, runAsGroup } = service?.spec?.template.spec?.securityContext ?? {};
  expect([`${runAsUser}:${runAsGroup}`]).toEqual(textsOf('runtime', 'USER'));
});
