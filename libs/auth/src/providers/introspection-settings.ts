import type { CommonSettings, ReportFault, SettingsOf } from './common-settings.js';
import { oneOf, secureUrl } from './setting-types.js';

/** The settings of the kinds whose issuers can be asked about their opaque tokens (RFC 7662). */
export const introspectionSettings = {
  introspection: oneOf('on', 'off').default('off'),
  introspectionUrl: secureUrl.optional(),
};

type IntrospectionSettings = SettingsOf<typeof introspectionSettings>;

export function checkIntrospection(
  { introspection, introspectionUrl, clientId }: Partial<IntrospectionSettings & CommonSettings>,
  report: ReportFault,
): void {
  if (introspection === 'on' && !clientId) {
    report('clientId', 'is required with introspection: set the client that asks, with its proof, or switch it off');
  }
  if (introspection === 'off' && introspectionUrl) {
    report('introspectionUrl', 'goes with introspection only: switch that on, or leave this out');
  }
}
