import { z } from 'zod';
import { assertionAlgorithm, assertionAudience } from '../client-settings.js';
import { commonSettings, type ReportFault, requireAudience, type SettingsOf } from '../common-settings.js';
import { issuerUrl, list, secureUrl } from '../setting-types.js';

export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const azureSettings = {
  ...commonSettings,
  assertionAudience: assertionAudience.default('token_endpoint'),
  assertionAlgorithm: assertionAlgorithm.default('PS256'),
  v1Issuer: issuerUrl.optional(),
  v1JwksUrl: secureUrl.optional(),
  tenants: list(z.string().regex(GUID, 'must be tenant ids (GUIDs)')).optional(),
};

export type AzureSettings = SettingsOf<typeof azureSettings>;

/** The parts of a v2 issuer, `<authority>/<tenant>/v2.0`. */
export function issuerParts(issuer: string): { authority: string; tenant: string } | undefined {
  const [, authority, tenant] = /^(https?:\/\/.+)\/([^/]+)\/v2\.0$/.exec(issuer) ?? [];
  return authority && tenant ? { authority, tenant } : undefined;
}

const TEMPLATES = ['common', 'organizations'];

export function isTenantTemplate(issuer: string): boolean {
  return TEMPLATES.includes(issuerParts(issuer)?.tenant ?? '');
}

export function checkAzure(settings: Partial<AzureSettings>, report: ReportFault): void {
  if (settings.issuer !== undefined) checkIssuer(settings.issuer, settings, report);
  requireAudience(settings, report, "the API's App ID URI, such as api://<application id>, or its application id");
  if (settings.clientId && settings.audience?.length === 0 && settings.relaxAudience && !settings.scope) {
    report('scope', 'is required to ask for tokens without an audience: <App ID URI>/.default');
  }
  if (settings.clientKeyFile && !settings.clientCertFile) {
    report('clientCertFile', 'is required with a client key: Entra ID finds the key by its certificate');
  }
}

function checkIssuer(issuer: string, settings: Partial<AzureSettings>, report: ReportFault): void {
  const parts = issuerParts(issuer);
  if (!parts) {
    report('issuer', 'must be the v2 issuer, https://login.microsoftonline.com/<tenant>/v2.0 (no slash at the end)');
  } else if (isTenantTemplate(issuer)) {
    checkTemplate(parts.tenant, settings, report);
  } else if (!GUID.test(parts.tenant)) {
    report('issuer', 'must name the tenant by its id (a GUID), because tokens do');
  } else if (settings.tenants) {
    report('tenants', `goes with ${TEMPLATES.join(' or ')} in the issuer only: this issuer is of one tenant`);
  }
}

function checkTemplate(tenant: string, settings: Partial<AzureSettings>, report: ReportFault): void {
  if (!settings.tenants) report('tenants', `is required with ${tenant} in the issuer: list the tenant ids let in`);
  if (settings.v1Issuer)
    report('v1Issuer', `does not go with ${tenant} in the issuer: v1 issuers follow from the tenants`);
  if (settings.clientId && !settings.tokenUrl) {
    report('tokenUrl', `is required to ask for tokens with ${tenant} in the issuer: the token endpoint of one tenant`);
  }
  if (settings.signInClientId) {
    report(
      'signInClientId',
      `does not go with ${tenant} in the issuer: people sign in at an issuer that is known exactly`,
    );
  }
}
