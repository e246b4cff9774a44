import { commonSettings, type ReportFault, requireAudience, type SettingsOf } from '../common-settings.js';
import { checkIntrospection, introspectionSettings } from '../introspection-settings.js';
import { flag, list, oneOf, text } from '../setting-types.js';

export const oidcSettings = {
  ...commonSettings,
  ...introspectionSettings,
  tokenTypes: list(oneOf('at+jwt', 'jwt', 'none')).default(['at+jwt']),
  clientClaim: text.default('client_id'),
  permissionClaims: list(text).default(['scope', 'scp', 'roles', 'permissions']),
  audienceOptional: flag.default(false),
  resource: text.optional(),
};

export type OidcSettings = SettingsOf<typeof oidcSettings>;

export function checkOidc(settings: Partial<OidcSettings>, report: ReportFault): void {
  checkIntrospection(settings, report);
  if (!settings.audienceOptional) requireAudience(settings, report, 'what the tokens for this API carry as aud');
  if (settings.audienceOptional && !settings.callers) {
    report('callers', 'is required with an optional audience: list the client ids that may call');
  }
}
