import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KUBERNETES, kustomized, type Manifest } from './kustomized.js';

const foldersIn = (folder: string) => readdirSync(join(KUBERNETES, folder)).map((name) => join(folder, name));

export const OVERLAYS = foldersIn('overlays');

/** By name, all that can be applied: every overlay, and the base with every component. */
export const ENVIRONMENTS: readonly (readonly [string, readonly Manifest[]])[] = [
  ...OVERLAYS.map((folder) => [folder, kustomized(folder)] as const),
  ...foldersIn('components').map((folder) => [folder, kustomized('base', folder)] as const),
];
