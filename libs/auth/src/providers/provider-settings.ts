import type { Secret } from '../client-credentials/secret.js';
import { checkCommon, type ReportFault } from './common-settings.js';
import { type KindName, kindNamed, type SettingsOfKind } from './registry.js';

/** The validated settings of one provider instance. */
export type ProviderSettings = { [K in KindName]: SettingsOfKind<K> & { readonly kind: K } }[KindName];

/** The same, written in code: what has a default may be left out. */
export type ProviderOptions = {
  [K in KindName]: { readonly kind: K; readonly clientSecret?: string | Secret } & Pick<
    SettingsOfKind<K>,
    'name' | 'issuer'
  > &
    Partial<Omit<SettingsOfKind<K>, 'clientSecret'>>;
}[KindName];

export interface RawProvider {
  readonly name: string;
  readonly kind: KindName;
  /** Setting → its text, or the value itself where options are given in code. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Checks the settings of an instance, each on its own and then together, so that every fault is reported at once.
 *
 * @returns the settings, or `undefined` when a fault was reported
 */
export function parseSettings(
  raw: RawProvider,
  report: ReportFault,
  production: boolean,
): ProviderSettings | undefined {
  const kind = kindNamed(raw.kind);
  let faultless = true;
  const fault: ReportFault = (setting, problem) => {
    faultless = false;
    report(setting, problem);
  };

  for (const setting of Object.keys(raw.values)) {
    if (!Object.hasOwn(kind.settings, setting)) fault(setting, `is not a setting of kind ${raw.kind}`);
  }
  const settings: Record<string, unknown> = { name: raw.name, kind: raw.kind };
  for (const [setting, schema] of Object.entries(kind.settings)) {
    const value = raw.values[setting];
    const parsed = schema.safeParse(value);
    if (parsed.success) settings[setting] = parsed.data;
    else if (value !== undefined) fault(setting, parsed.error.issues[0]?.message ?? 'is not valid');
    else fault(setting, `is required: such as ${kind.issuerExample}`);
  }
  checkCommon(settings, fault, production);
  kind.check(settings, fault);
  return faultless ? (settings as unknown as ProviderSettings) : undefined;
}
