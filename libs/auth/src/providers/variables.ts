import type { Environment } from './provider-kind.js';
import { type KindName, kindNamed } from './registry.js';

export interface Instance {
  readonly name: string;
  readonly kind: KindName;
}

/** `clientId` of `azure` → `OIDC_CLIENT_ID_azure`. */
export function variableName(setting: string, instance: string): string {
  return `OIDC_${setting.replace(/[A-Z]/g, '_$&').toUpperCase()}_${instance}`;
}

/** Every variable that an instance reads under its own name. */
export function variablesOf({ name, kind }: Instance): string[] {
  return [...Object.keys(kindNamed(kind).settings).map((setting) => variableName(setting, name)), `OIDC_KIND_${name}`];
}

/** Other variables that it reads: those of its kind, while it is named like it. */
export function aliasesOf({ name, kind }: Instance): string[] {
  return name === kind ? Object.keys(kindNamed(kind).aliases ?? {}) : [];
}

/** A setting's text, and the variable that gave it. */
export interface Reading {
  readonly setting: string;
  readonly variable: string;
  readonly value: string;
}

/** What the environment says of an instance, the more specific variables last. */
export function readVariables(instance: Instance, environment: Environment): Reading[] {
  const { settings, aliases = {} } = kindNamed(instance.kind);
  const readings: Reading[] = [];
  const read = (setting: string, variable: string, translate = (text: string) => text) => {
    const value = environment[variable];
    if (value) readings.push({ setting, variable, value: translate(value) });
  };

  read('clockTolerance', 'OIDC_CLOCK_TOLERANCE');
  if (instance.name === instance.kind) {
    for (const [variable, { setting, translate }] of Object.entries(aliases)) read(setting, variable, translate);
  }
  for (const setting of Object.keys(settings)) read(setting, variableName(setting, instance.name));
  return readings;
}
