import { parseSettings } from '../src/providers/provider-settings.js';
import type { KindName, SettingsOfKind } from '../src/providers/registry.js';

type Values = Readonly<Record<string, unknown>>;

/** The settings of an instance that is named like its kind, checked as those of the environment are. */
export function settingsOf<K extends KindName>(kind: K, values: Values): SettingsOfKind<K> {
  const faults = faultsOf(kind, values);
  if (faults.length > 0) throw new TypeError(faults.join('\n'));
  return parseSettings({ name: kind, kind, values }, () => {}, false) as unknown as SettingsOfKind<K>;
}

/** Every fault, as `<setting> <problem>`. */
export function faultsOf(kind: KindName, values: Values, production = false): string[] {
  const faults: string[] = [];
  parseSettings({ name: kind, kind, values }, (setting, problem) => faults.push(`${setting} ${problem}`), production);
  return faults;
}
