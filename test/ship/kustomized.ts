import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT } from '../source-tree.js';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly [member: string]: unknown;
}

export type Labels = Readonly<Record<string, string>>;

interface Kustomization {
  readonly namespace?: string;
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly patches?: readonly { readonly path: string }[];
  readonly configMapGenerator?: readonly {
    readonly name: string;
    readonly behavior?: 'merge';
    readonly envs?: readonly string[];
    readonly files?: readonly string[];
  }[];
}

export const KUBERNETES = join(ROOT, 'deploy/kubernetes');

const read = (...path: string[]) => readFileSync(join(KUBERNETES, ...path), 'utf8');

export const manifestsIn = (...path: string[]): Manifest[] =>
  parseAllDocuments(read(...path)).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS();
  });

export const kustomizationIn = (folder: string): Kustomization => parse(read(folder, 'kustomization.yaml'));

/**
 * What `kubectl kustomize` makes of these folders, one upon the other, as far as they go: without the hashes in the names of
 * ConfigMaps and the names of images, and with patches of maps only.
 */
export function kustomized(...folders: string[]): Manifest[] {
  return folders.reduce(addFolder, []);
}

function addFolder(before: Manifest[], folder: string): Manifest[] {
  const { resources = [], components = [], patches = [], configMapGenerator = [], namespace } = kustomizationIn(folder);
  let manifests = before;
  for (const path of [...resources, ...components]) {
    const inside = join(folder, path);
    manifests = path.endsWith('.yaml') ? [...manifests, ...manifestsIn(inside)] : addFolder(manifests, inside);
  }
  for (const { name, behavior, envs = [], files = [] } of configMapGenerator) {
    const data = Object.assign(
      {},
      ...envs.map((path) => parseEnv(read(folder, path))),
      ...files.map((path) => ({ [basename(path)]: read(folder, path) })),
    );
    const made = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
    manifests = behavior === 'merge' ? patched(manifests, made) : [...manifests, made];
  }
  for (const { path } of patches) manifests = manifestsIn(folder, path).reduce(patched, manifests);
  return namespace ? manifests.map((manifest) => inNamespace(manifest, namespace)) : manifests;
}

/** @throws {RangeError} nothing is of that kind and name */
export function manifestOf(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) throw new RangeError(`There is no ${kind} ${name}`);
  return found;
}

function patched(manifests: readonly Manifest[], patch: Manifest): Manifest[] {
  const target = manifestOf(manifests, patch.kind, patch.metadata.name);
  return manifests.map((manifest) => (manifest === target ? (merged(target, patch) as Manifest) : manifest));
}

function merged(target: unknown, patch: unknown): unknown {
  if (Array.isArray(patch)) throw new TypeError('Kustomize merges lists by keys of their kind: patch maps only');
  if (typeof patch !== 'object' || patch === null) return patch;
  const members = Object.entries(patch).map(([name, value]) => [name, merged(Object(target)[name], value)]);
  const all = { ...Object(target), ...Object.fromEntries(members) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

function inNamespace(manifest: Manifest, namespace: string): Manifest {
  return manifest.kind === 'Namespace' ? manifest : { ...manifest, metadata: { ...manifest.metadata, namespace } };
}
