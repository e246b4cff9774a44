import { type ProviderSettings, Secret, variableName } from '@portero/auth';
import type { Environment } from '../cli.config.js';
import { DERIVED } from './derived.js';

/** One setting of one instance, as it is in force. */
export interface SettingRow {
  readonly provider: string;
  readonly setting: string;
  /** `null` when it has none; `[secret]` for whatever must not be seen. */
  readonly value: unknown;
  /** `derived`: worked out from other settings, or found at the provider. */
  readonly from: 'variable' | 'alias' | 'default' | 'derived' | 'not set';
  /** The variable that gave it, or the one that would. */
  readonly variable: string;
}

/** Names that fill a setting besides its own variable. */
const ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  auth0: {
    issuer: 'AUTH0_DOMAIN',
    audience: 'AUTH0_AUDIENCE',
    clientId: 'AUTH0_CLIENT_ID',
    clientSecret: 'AUTH0_CLIENT_SECRET',
  },
};

const NO_SETTINGS = ['name', 'kind'];

/** Every setting of an instance, in the order in which it is read. */
export function settingRows(settings: ProviderSettings, environment: Environment): SettingRow[] {
  const { name: provider } = settings;
  const kind: SettingRow = {
    provider,
    setting: 'kind',
    value: settings.kind,
    from: environment[`OIDC_KIND_${provider}`] ? 'variable' : 'derived',
    variable: `OIDC_KIND_${provider}`,
  };
  const rows = Object.entries(settings)
    .filter(([setting]) => !NO_SETTINGS.includes(setting))
    .map(([setting, value]) => rowOf(setting, value, settings, environment));
  return [kind, ...rows];
}

function rowOf(setting: string, value: unknown, settings: ProviderSettings, environment: Environment): SettingRow {
  const { name: provider, kind } = settings;
  const own = variableName(setting, provider);
  const row = { provider, setting, value: shown(value), variable: own };
  if (environment[own]) return { ...row, from: 'variable' };
  const alias = provider === kind ? ALIASES[kind]?.[setting] : undefined;
  if (alias && environment[alias]) return { ...row, from: 'alias', variable: alias };
  if (setting === 'clientSecret' && settings.clientSecretFile) {
    return { ...row, value: '[secret]', from: 'variable', variable: variableName('clientSecretFile', provider) };
  }
  if (setting === 'clockTolerance' && environment.OIDC_CLOCK_TOLERANCE) {
    return { ...row, from: 'variable', variable: 'OIDC_CLOCK_TOLERANCE' };
  }
  const derived = DERIVED[setting]?.(settings);
  if (derived !== undefined && (value === undefined || derived === value)) {
    return { ...row, value: derived, from: 'derived' };
  }
  return { ...row, from: value === undefined ? 'not set' : 'default' };
}

function shown(value: unknown): unknown {
  if (value instanceof Secret) return '[secret]';
  return value ?? null;
}
