import { type CommonSettings, commonSettings, type ReportFault, requireAudience } from '../common-settings.js';
import type { Alias } from '../provider-kind.js';

export const auth0Settings = commonSettings;

/** The names that Auth0's own samples use. */
export const AUTH0_ALIASES: Readonly<Record<string, Alias>> = {
  AUTH0_DOMAIN: { setting: 'issuer', translate: issuerOfDomain },
  AUTH0_AUDIENCE: { setting: 'audience' },
  AUTH0_CLIENT_ID: { setting: 'clientId' },
  AUTH0_CLIENT_SECRET: { setting: 'clientSecret' },
};

/** `tenant.eu.auth0.com`, or a URL with or without the slash at its end. */
function issuerOfDomain(domain: string): string {
  const url = /^https?:\/\//.test(domain) ? domain : `https://${domain}`;
  return url.endsWith('/') ? url : `${url}/`;
}

export function checkAuth0(settings: Partial<CommonSettings>, report: ReportFault): void {
  if (settings.issuer?.endsWith('/') === false) {
    report('issuer', `must end with a slash, as Auth0's tokens say it: ${settings.issuer}/`);
  }
  requireAudience(settings, report, 'the API identifier, as in the Auth0 dashboard under Applications > APIs');
  if (settings.clientId && settings.audience?.length === 0 && settings.relaxAudience) {
    report('audience', 'is required to ask for tokens: Auth0 gives none without an audience');
  }
}
