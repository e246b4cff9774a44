import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { environmentOf } from './dockerfile.js';
import { type Manifest, manifestOf, manifestsIn } from './kustomized.js';
import { podOf } from './pods.js';

type Texts = Readonly<Record<string, string>>;

export const EXAMPLE = manifestsIn('secrets.example.yaml');

export const settingsOf = (manifests: readonly Manifest[]) =>
  manifestOf(manifests, 'ConfigMap', 'portero').data as Texts;

/** Someone follows the example: what openssl would print is put where its command stands. */
export function secretNamed(name: string): Texts {
  const entries = Object.entries(manifestOf(EXAMPLE, 'Secret', name).stringData as Texts);
  const fill = (text: string) =>
    text.replace(/<openssl rand -(hex|base64) 32>/, (_, encoding) => randomBytes(32).toString(encoding));
  return Object.fromEntries(entries.map(([key, text]) => [key, fill(text)]));
}

/** Variables by where they come from, in the order in which Kubernetes lets the later ones win. */
export const variablesOf = (manifests: readonly Manifest[]): readonly Texts[] => [
  environmentOf('runtime'),
  settingsOf(manifests),
  secretNamed('portero'),
];

/** The variables that a container of the service has, with its files under a folder that stands for its root. */
export function podEnvironment(manifests: readonly Manifest[], root: string): Record<string, string> {
  const variables: Record<string, string> = Object.assign({}, ...variablesOf(manifests));
  const files = filesOf(manifests);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  const inside = Object.entries(variables).map(([name, text]) => [name, text in files ? join(root, text) : text]);
  return Object.fromEntries(inside);
}

/** Those of mounted Secrets, and the token that the webhook of Azure Workload Identity adds to pods with its label. */
function filesOf(manifests: readonly Manifest[]): Texts {
  const { containers, volumes = [] } = podOf(manifests, 'portero');
  const mounted = volumes.flatMap(({ name, secret }) => {
    const path = containers[0]?.volumeMounts?.find((mount) => mount.name === name)?.mountPath ?? '';
    return Object.entries(secretNamed(secret?.secretName ?? '')).map(([key, text]) => [join(path, key), text]);
  });
  const { template } = manifestOf(manifests, 'Deployment', 'portero').spec as { template: Manifest };
  const labelled = template.metadata.labels?.['azure.workload.identity/use'] === 'true';
  const webhook = labelled
    ? { '/var/run/secrets/azure/tokens/azure-identity-token': randomBytes(32).toString('hex') }
    : {};
  return { ...Object.fromEntries(mounted), ...webhook };
}
