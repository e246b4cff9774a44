import { randomBytes } from 'node:crypto';
import { commonSettings, type ReportFault, requireAudience, type SettingsOf } from '../common-settings.js';
import { checkIntrospection, introspectionSettings } from '../introspection-settings.js';
import type { Environment } from '../provider-kind.js';

export const localSettings = { ...commonSettings, ...introspectionSettings };

export type LocalSettings = SettingsOf<typeof localSettings>;

const DEFAULT_PORT = '4010';

/** The embedded issuer and a client of it, whose secret lives as long as the process. */
export function localDefaults(environment: Environment): Readonly<Record<string, unknown>> {
  const audience = 'api://portero';
  // An issuer that runs elsewhere knows its own clients.
  if (environment.OIDC_ISSUER_local) return { audience };
  return {
    audience,
    issuer: `http://127.0.0.1:${portOf(environment)}/oidc`,
    clientId: 'portero',
    signInClientId: 'portero-operator',
    ...(!hasProof(environment) && { clientSecret: randomBytes(32).toString('base64url') }),
  };
}

function hasProof(environment: Environment): boolean {
  const { OIDC_CLIENT_SECRET_FILE_local, OIDC_CLIENT_KEY_FILE_local, OIDC_FEDERATED_TOKEN_FILE_local } = environment;
  return Boolean(OIDC_CLIENT_SECRET_FILE_local || OIDC_CLIENT_KEY_FILE_local || OIDC_FEDERATED_TOKEN_FILE_local);
}

// A port that is none is reported under its own name, by whoever starts the issuer.
function portOf({ LOCAL_ISSUER_PORT = '' }: Environment): string {
  return /^\d+$/.test(LOCAL_ISSUER_PORT) && Number(LOCAL_ISSUER_PORT) <= 65_535 ? LOCAL_ISSUER_PORT : DEFAULT_PORT;
}

export function checkLocal(settings: Partial<LocalSettings>, report: ReportFault): void {
  checkIntrospection(settings, report);
  requireAudience(settings, report, 'what the tokens for this API carry as aud');
}
