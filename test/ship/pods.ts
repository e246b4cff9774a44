import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IContainer, IPodSpec, IPodTemplateSpec } from 'kubernetes-models/v1';
import type { Manifest } from './kustomized.js';

type Workload = Manifest & Pick<IDeployment, 'spec'>;

/** What runs pods. */
export const workloadsIn = (manifests: readonly Manifest[]): Workload[] =>
  manifests.filter((manifest): manifest is Workload => ['Deployment', 'StatefulSet'].includes(manifest.kind));

/** @throws {RangeError} no workload has that name */
export function templateOf(manifests: readonly Manifest[], name: string): IPodTemplateSpec {
  const template = workloadsIn(manifests).find(({ metadata }) => metadata.name === name)?.spec?.template;
  if (!template) throw new RangeError(`Nothing runs pods for ${name}`);
  return template;
}

export const podOf = (manifests: readonly Manifest[], name: string) => templateOf(manifests, name).spec as IPodSpec;

/** The one container of a pod. */
export function containerOf(manifests: readonly Manifest[], name: string): IContainer {
  const [container, ...others] = podOf(manifests, name).containers;
  if (!container || others.length > 0) throw new RangeError(`${name} has not one container`);
  return container;
}
