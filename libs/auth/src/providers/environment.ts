import { checkTogether } from './check-together.js';
import type { Fault } from './configuration-error.js';
import { misspelledVariables } from './misspelled-variables.js';
import type { Environment } from './provider-kind.js';
import { type ProviderSettings, parseSettings } from './provider-settings.js';
import { isKindName, KIND_NAMES, kindNamed } from './registry.js';
import { unknownVariables } from './unknown-variables.js';
import { type Instance, type Reading, readVariables, variableName } from './variables.js';

export interface ProviderConfiguration {
  readonly providers: readonly ProviderSettings[];
  readonly faults: readonly Fault[];
  /** Not wrong, but probably not meant. */
  readonly warnings: readonly string[];
}

/**
 * Reads `AUTH_PROVIDERS` and the settings of every instance it lists, with all faults at once.
 *
 * @param others the variables that the application itself reads: a near miss of one is worth a warning too
 */
export function readProviders(environment: Environment, others: readonly string[] = []): ProviderConfiguration {
  const faults: Fault[] = [];
  const warnings: string[] = [];
  const report = (variable: string, problem: string) => faults.push({ variable, problem });

  const instances = listInstances(environment, report);
  for (const { variable, meant, listed } of unknownVariables(instances, environment)) {
    const hint = meant ? `did you mean ${meant}?` : 'no provider in AUTH_PROVIDERS has such a setting';
    if (meant && listed) report(variable, `is not a setting: ${hint}`);
    else warnings.push(`${variable} is not read: ${hint}`);
  }
  for (const { variable, meant } of misspelledVariables(['AUTH_PROVIDERS', ...others], environment)) {
    warnings.push(`${variable} is not read: did you mean ${meant}?`);
  }
  const providers = instances.flatMap((instance) => readSettings(instance, environment, report) ?? []);
  checkTogether(providers, variableName, report);
  return { providers, faults, warnings };
}

type Report = (variable: string, problem: string) => void;

function listInstances(environment: Environment, report: Report): Instance[] {
  const names = (environment.AUTH_PROVIDERS || 'local').split(',').map((name) => name.trim());
  return names.flatMap((name, i) => {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
      report('AUTH_PROVIDERS', `lists "${name}": a name is made of letters, digits and _, such as azure or partner`);
    } else if (names.indexOf(name) !== i) {
      report('AUTH_PROVIDERS', `lists ${name} twice`);
    } else {
      return kindOf(name, environment, report) ?? [];
    }
    return [];
  });
}

function kindOf(name: string, environment: Environment, report: Report): Instance | undefined {
  const variable = `OIDC_KIND_${name}`;
  const kind = environment[variable] || name;
  if (!isKindName(kind)) {
    report(variable, `must say which kind of provider ${name} is: one of ${KIND_NAMES.join(', ')}`);
  } else if (isKindName(name) && kind !== name) {
    report(variable, `cannot be ${kind}: an instance named ${name} is of that kind`);
  } else if (environment.NODE_ENV === 'production' && kindNamed(kind).developmentOnly) {
    report(
      'AUTH_PROVIDERS',
      `lists ${name}, the embedded issuer, which is refused in production: list a real provider`,
    );
  } else {
    return { name, kind };
  }
  return undefined;
}

function readSettings(instance: Instance, environment: Environment, report: Report): ProviderSettings | undefined {
  const kind = kindNamed(instance.kind);
  const readings = readVariables(instance, environment);
  for (const { variable, rival } of contradictions(readings)) {
    report(variable, `and ${rival} say different things: keep one of the two`);
  }
  const values = {
    ...(instance.name === instance.kind ? kind.defaults?.(environment) : {}),
    ...Object.fromEntries(readings.map(({ setting, value }) => [setting, value])),
  };
  const source = (setting: string) =>
    readings.findLast((reading) => reading.setting === setting)?.variable ?? variableName(setting, instance.name);
  const production = environment.NODE_ENV === 'production';
  return parseSettings({ ...instance, values }, (setting, problem) => report(source(setting), problem), production);
}

/** An alias against the instance's own variable; a setting for all instances is there to be overruled. */
function contradictions(readings: readonly Reading[]) {
  return readings
    .filter(({ variable }) => variable !== 'OIDC_CLOCK_TOLERANCE')
    .flatMap(({ setting, variable, value }, i, all) => {
      const rival = all.slice(i + 1).find((other) => other.setting === setting && other.value !== value);
      return rival ? { variable, rival: rival.variable } : [];
    });
}
